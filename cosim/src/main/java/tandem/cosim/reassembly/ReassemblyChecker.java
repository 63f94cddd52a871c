package tandem.cosim.reassembly;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tandem.cosim.check.CounterCheck;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.MismatchException;
import tandem.cosim.check.RecordFields;
import tandem.cosim.stream.Beat;
import tandem.model.mem.ReadReassembly;
import tandem.model.mem.SplitRequest;
import tandem.model.record.ByteString;
import tandem.model.record.HostBurst;

/**
 * Holds the beats that the RTL delivered against the model: those bytes, in that order, no earlier
 * than the cycle after they came. When a beat is delivered is left to the RTL.
 */
final class ReassemblyChecker {
  /** The stage this checker speaks for. */
  static final String STAGE = "ReadReassembly";

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
  private final ReassemblyLog log;
  private final Deque<InFlight> inOrder = new ArrayDeque<>();
  private final Map<Integer, InFlight> bySlot = new HashMap<>();
  private int bursts;
  private int pieces;
  private int started;
  private long bytes;

  ReassemblyChecker(ReadRequests requests, int boundaryBytes, ReassemblyLog log) {
    this.requests = requests;
    this.boundaryBytes = boundaryBytes;
    this.log = log;
  }

  /**
   * Checks the whole log.
   *
   * @throws MismatchException at the first difference
   */
  void check() {
    for (Beat<PayloadBeat> beat : log.out()) {
      arriveBefore(beat.cycle());
      delivered(beat);
    }
    arriveBefore(Long.MAX_VALUE);
    count("bursts", requests.bursts().size(), log.burst().size(), "every burst is taken");
    count("beats", requests.beats(), log.out().size(), "AL-32: exactly the bytes of each request");
    checkCounters();
  }

  /** Gives the model what came before a cycle, each piece after its burst. */
  private void arriveBefore(long cycle) {
    for (; pieces < log.completion().size(); pieces++) {
      Beat<ReadPiece> piece = log.completion().get(pieces);
      if (piece.cycle() >= cycle) {
        return;
      }
      announceBefore(piece.cycle());
      bySlot.get(piece.record().slot()).model.arrive(piece.record().toCompletion());
    }
  }

  private void announceBefore(long cycle) {
    for (; bursts < log.burst().size() && log.burst().get(bursts).cycle() < cycle; bursts++) {
      HostBurst burst = log.burst().get(bursts).record();
      if (burst.first()) {
        InFlight request = new InFlight(requests.list().get(started++), boundaryBytes);
        inOrder.add(request);
        bySlot.put(burst.slot(), request);
      }
    }
  }

  private void delivered(Beat<PayloadBeat> beat) {
    InFlight oldest = inOrder.peek();
    PayloadBeat expected = oldest == null ? null : oldest.next();
    if (!beat.record().equals(expected)) {
      throw new MismatchException(
          new Mismatch(
              STAGE,
              beat.cycle(),
              oldest == null ? "-" : "request=" + oldest.request.number(),
              RecordFields.of(expected, beat.record()),
              "AL-32: the bytes of each request in order, after they came",
              List.of()));
    }
    bytes += expected.bytes();
    if (expected.last()) {
      inOrder.remove();
    }
  }

  private void checkCounters() {
    Map<String, Long> expected = new LinkedHashMap<>();
    expected.put("readCompletions", (long) log.completion().size());
    expected.put("payloadBeats", requests.beats());
    expected.put("payloadBytes", bytes);
    List<Mismatch.Field> fields = CounterCheck.fields(expected, log.counters(), Set.of());
    if (fields.stream().anyMatch(Mismatch.Field::differs)) {
      fail(fields, "the counters of both sides are equal");
    }
  }

  private void count(String what, long expected, long actual, String rule) {
    if (expected != actual) {
      Mismatch.Field field =
          new Mismatch.Field(what, String.valueOf(expected), String.valueOf(actual));
      fail(List.of(field), rule);
    }
  }

  private void fail(List<Mismatch.Field> fields, String rule) {
    throw new MismatchException(
        new Mismatch(STAGE, -1, "request=" + started, fields, rule, List.of()));
  }
}
