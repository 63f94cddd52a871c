package tandem.model.rx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tandem.model.record.HostRun;
import tandem.model.record.ParsedSegment;
import tandem.model.record.RunKind;
import tandem.model.record.SegmentPlace;
import tandem.model.record.SegmentRun;

/**
 * Stands for placement and host memory: keeps the payload of what is being collected and gives each
 * unit as the host sees it. Holds no more than the frames that have not been delivered.
 */
public final class HostAssembler implements ReceiveOutput {
  private record Member(SegmentPlace place, byte[] bytes) {}

  private final HeaderBuilder headers;
  private final Consumer<HostUnit> host;
  // Looked up by run number only, never gone through.
  private final Map<Long, List<Member>> collecting = new HashMap<>();
  private byte[] data = {};
  private int length;
  private ParsedSegment segment;

  public HostAssembler(ReceiveConfig config, Consumer<HostUnit> host) {
    this.headers = new HeaderBuilder(config);
    this.host = host;
  }

  /** Says what the next frame holds; to be called before the frame is given to the path. */
  public void frame(byte[] frame, int frameLength) {
    data = frame;
    length = frameLength;
  }

  @Override
  public void parsed(ParsedSegment parsed) {
    segment = parsed;
  }

  @Override
  public void place(SegmentPlace place) {
    List<Member> members = collecting.computeIfAbsent(place.run(), run -> new ArrayList<>());
    if (place.op() == SegmentPlace.Op.JOIN) {
      members.addAll(collecting.remove(place.other()));
      return;
    }
    boolean whole = place.bytes() == length;
    int start = whole ? 0 : segment.headerBytes();
    members.add(new Member(place, Arrays.copyOfRange(data, start, start + place.bytes())));
  }

  @Override
  public void run(SegmentRun run) {
    List<Member> members = collecting.remove(run.run());
    int first = run.kind() == RunKind.PASS ? 0 : run.tcp().sequence();
    members.sort((a, b) -> Integer.compare(a.place.sequence() - first, b.place.sequence() - first));
    long[] frames = members.stream().mapToLong(member -> member.place.frame()).toArray();
    HostRun completion = headers.build(run);
    host.accept(new HostUnit(run, completion, frames, bytes(completion, members)));
  }

  /** Units that have been begun and not delivered. */
  public int collecting() {
    return collecting.size();
  }

  private static byte[] bytes(HostRun completion, List<Member> members) {
    if (completion.kind() == RunKind.DROP) {
      return new byte[0];
    }
    byte[] bytes = new byte[completion.totalBytes()];
    completion.header().copyTo(bytes, 0);
    int at = completion.headerBytes();
    for (Member member : members) {
      System.arraycopy(member.bytes, 0, bytes, at, member.bytes.length);
      at += member.bytes.length;
    }
    if (at != bytes.length) {
      throw new IllegalStateException(
          "members do not fill the unit: run=" + completion.run() + ", bytes=" + at);
    }
    return bytes;
  }
}
