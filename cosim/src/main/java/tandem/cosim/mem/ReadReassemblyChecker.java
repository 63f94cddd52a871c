package tandem.cosim.mem;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import tandem.cosim.check.Checker;
import tandem.cosim.check.Judge;
import tandem.cosim.check.Timeline;
import tandem.cosim.stream.Beat;
import tandem.model.mem.PayloadBeat;
import tandem.model.mem.ReadReassembly;
import tandem.model.mem.SplitRequest;
import tandem.model.record.ByteString;
import tandem.model.record.HostBurst;
import tandem.model.record.ReadCompletion;

/**
 * Holds the beats that the RTL delivered against the model: those bytes, in that order, no earlier
 * than the cycle after they came. When a beat is delivered is left to the RTL.
 */
final class ReadReassemblyChecker implements Checker {
  /** A request between its first burst and its last beat. */
  private static final class InFlight {
    final SplitRequest request;
    final ReadReassembly model;
    long delivered;
    byte[] arrived = new byte[0];

    InFlight(SplitRequest request, int boundaryBytes) {
      this.request = request;
      this.model = new ReadReassembly(request, boundaryBytes);
    }

    /** The next beat, or null if its bytes have not come. */
    PayloadBeat next() {
      long rest = request.span().bytes() - delivered;
      int bytes = (int) Math.min(ReadRequests.BEAT_BYTES, rest);
      append(model.take());
      if (arrived.length < bytes) {
        return null;
      }
      ByteString data = ByteString.copyOf(arrived, 0, bytes);
      arrived = Arrays.copyOfRange(arrived, bytes, arrived.length);
      delivered += bytes;
      return new PayloadBeat(request.slot(), bytes, bytes == rest, data);
    }

    private void append(byte[] more) {
      int before = arrived.length;
      arrived = Arrays.copyOf(arrived, before + more.length);
      System.arraycopy(more, 0, arrived, before, more.length);
    }
  }

  private final ReadRequests requests;
  private final int boundaryBytes;
  private final Judge judge;
  private final Deque<InFlight> inOrder = new ArrayDeque<>();
  private final Map<Integer, InFlight> bySlot = new HashMap<>();
  private int started;
  private long completions;
  private long beats;
  private long bytes;

  ReadReassemblyChecker(ReadRequests requests, int boundaryBytes, Judge judge, Timeline timeline) {
    this.requests = requests;
    this.boundaryBytes = boundaryBytes;
    this.judge = judge;
    timeline.on("out", PayloadBeat.class, this::delivered);
    timeline.on("completion", ReadCompletion.class, this::arrived);
    timeline.on("burst", HostBurst.class, this::announced);
  }

  private void announced(Beat<HostBurst> beat) {
    if (beat.record().first()) {
      InFlight request = new InFlight(requests.list().get(started++), boundaryBytes);
      inOrder.add(request);
      bySlot.put(beat.record().slot(), request);
    }
  }

  private void arrived(Beat<ReadCompletion> beat) {
    completions++;
    bySlot.get(beat.record().slot()).model.arrive(beat.record());
  }

  private void delivered(Beat<PayloadBeat> beat) {
    InFlight oldest = inOrder.peek();
    String tag = oldest == null ? "-" : "request=" + oldest.request.number();
    PayloadBeat expected = oldest == null ? null : oldest.next();
    judge.same(tag, expected, beat, "AL-32: the bytes of each request in order, after they came");
    beats++;
    bytes += expected.bytes();
    if (expected.last()) {
      inOrder.remove();
    }
  }

  @Override
  public void finish() {
    judge.count("beats", requests.beats(), beats, "AL-32: exactly the bytes of each request");
  }

  @Override
  public Map<String, Long> counters() {
    return Map.of("readCompletions", completions, "payloadBeats", beats, "payloadBytes", bytes);
  }
}
