package tandem.cosim.rx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tandem.cosim.stream.Beat;
import tandem.model.record.HostRun;
import tandem.model.record.ParsedSegment;
import tandem.model.record.PayloadBeat;
import tandem.model.record.RunKind;
import tandem.model.record.SegmentPlace;
import tandem.model.record.SegmentRun;
import tandem.model.rx.HostUnit;
import tandem.model.rx.Parser;
import tandem.model.rx.ReceiveConfig;

/**
 * Puts together what the host finds in its memory from what the RTL reported alone, as placement
 * would: header, then every byte at its sequence number. Holds what is in no unit yet.
 */
public final class ReceivedUnits {
  // Looked up by run number only, never gone through.
  private final Map<Long, List<SegmentPlace>> members = new HashMap<>();
  private final Map<Long, List<PayloadBeat>> beats = new HashMap<>();
  private final Map<Long, Long> joinedTo = new HashMap<>();
  private final Map<Long, List<Long>> joined = new HashMap<>();
  private final ReceiveConfig config;

  public ReceivedUnits(ReceiveConfig config) {
    this.config = config;
  }

  /** What happened next; with every unit the places and the payload of all its frames must come. */
  public void add(List<Beat<SegmentPlace>> places, List<Beat<PayloadBeat>> payload) {
    for (Beat<SegmentPlace> beat : places) {
      SegmentPlace place = beat.record();
      if (place.op() == SegmentPlace.Op.JOIN) {
        join(place.run(), place.other());
      } else {
        list(members, place.run()).add(place);
      }
    }
    for (Beat<PayloadBeat> beat : payload) {
      long run = beat.record().run();
      while (joinedTo.containsKey(run)) {
        run = joinedTo.get(run);
      }
      list(beats, run).add(beat.record());
    }
  }

  /** The unit that the host is told of, which is forgotten. */
  public HostUnit take(HostRun unit) {
    List<SegmentPlace> places = members.getOrDefault(unit.run(), new ArrayList<>());
    places.sort((a, b) -> Integer.compare(offset(unit, a.sequence()), offset(unit, b.sequence())));
    long[] frames = places.stream().mapToLong(SegmentPlace::frame).toArray();
    byte[] bytes = bytes(unit);
    forget(unit.run());
    return new HostUnit(run(unit, frames, bytes), unit, frames, bytes);
  }

  private void join(long run, long other) {
    joinedTo.put(other, run);
    list(joined, run).add(other);
    list(members, run).addAll(list(members, other));
    list(beats, run).addAll(list(beats, other));
    members.remove(other);
    beats.remove(other);
  }

  private void forget(long run) {
    members.remove(run);
    beats.remove(run);
    List<Long> parts = joined.remove(run);
    if (parts != null) {
      parts.forEach(joinedTo::remove);
      parts.forEach(this::forget);
    }
  }

  /** The frame that the host gets; bytes that never came are 0. */
  private byte[] bytes(HostRun unit) {
    if (unit.kind() == RunKind.DROP) {
      return new byte[0];
    }
    byte[] bytes = new byte[unit.totalBytes()];
    unit.header().copyTo(bytes, 0);
    for (PayloadBeat beat : list(beats, unit.run())) {
      int at = unit.headerBytes() + offset(unit, beat.sequence());
      if (at >= 0 && at + beat.bytes() <= bytes.length) {
        beat.data().copyTo(bytes, at);
      }
    }
    return bytes;
  }

  /** What the coalescer must have said of the unit, read off the frame that the host gets. */
  private SegmentRun run(HostRun unit, long[] frames, byte[] bytes) {
    ParsedSegment seen = new Parser(config).parse(bytes, unit.guest(), unit.closeCycle());
    return new SegmentRun(
        unit.run(),
        unit.kind(),
        unit.guest(),
        unit.path(),
        unit.queue(),
        unit.entry(),
        unit.tracked(),
        frames.length == 0 ? 0 : frames[0],
        unit.segments(),
        unit.pureAcks(),
        unit.dupAcks(),
        unit.payloadBytes(),
        unit.openCycle(),
        unit.closeCycle(),
        unit.endReason(),
        unit.outOfOrder(),
        unit.checksumStatus(),
        seen.link(),
        seen.ip(),
        seen.tcp(),
        unit.timestampDelta(),
        seen.ipHeaderChecksum(),
        seen.tcpHeaderChecksum(),
        seen.payloadSum(),
        seen.issues(),
        seen.kind(),
        bytes.length,
        unit.transmit());
  }

  private static int offset(HostRun unit, int sequence) {
    return unit.kind() == RunKind.PASS ? sequence : sequence - unit.sequence();
  }

  private static <T> List<T> list(Map<Long, List<T>> lists, long run) {
    return lists.computeIfAbsent(run, key -> new ArrayList<>());
  }
}
