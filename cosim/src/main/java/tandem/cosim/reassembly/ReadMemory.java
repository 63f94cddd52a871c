package tandem.cosim.reassembly;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.Offer;
import tandem.model.mem.ReadReassembly;
import tandem.model.record.HostBurst;

/**
 * Memory behind the bus: turns each burst that was taken into pieces, due some cycles later.
 * Whoever runs the design must call {@link #advance} at least every {@link #callCycles} cycles, so
 * that no burst can be taken whose pieces go before pieces already offered.
 */
final class ReadMemory {
  private static final int MOST_CALL_CYCLES = 64;

  private record Due(long cycle, long number, ReadPiece piece) {}

  private final ReadMemorySpec spec;
  private final ReadRequests requests;
  private final List<Beat<HostBurst>> taken;
  private final List<Offer<ReadPiece>> offers = new ArrayList<>();
  private final Random random;
  private final PriorityQueue<Due> waiting =
      new PriorityQueue<>(Comparator.comparingLong(Due::cycle).thenComparingLong(Due::number));
  private int answered;
  private int request = -1;
  private byte[] data;
  private long pieces;

  /**
   * @param taken the bursts the design took, to which the session appends
   */
  ReadMemory(ReadMemorySpec spec, ReadRequests requests, List<Beat<HostBurst>> taken) {
    this.spec = spec;
    this.requests = requests;
    this.taken = taken;
    this.random = new Random(spec.seed());
  }

  /** The pieces in order of return; grows. */
  List<Offer<ReadPiece>> offers() {
    return offers;
  }

  long callCycles() {
    return Math.min(spec.latencyCycles(), MOST_CALL_CYCLES);
  }

  /** Answers the bursts taken since, and offers what is due in the cycles of the next call. */
  void advance(long nowCycle, long startCycle) {
    for (; answered < taken.size(); answered++) {
      answer(taken.get(answered));
    }
    while (!waiting.isEmpty() && waiting.element().cycle <= nowCycle + callCycles()) {
      Due due = waiting.remove();
      offers.add(new Offer<>(Math.max(0, due.cycle - startCycle - 1), due.piece));
    }
  }

  private void answer(Beat<HostBurst> beat) {
    HostBurst burst = beat.record();
    if (burst.first()) {
      request++;
      data = requests.data(requests.list().get(request));
    }
    long due = beat.cycle() + spec.latencyCycles();
    due += spec.jitterCycles() == 0 ? 0 : random.nextInt(spec.jitterCycles() + 1);
    for (var completion : ReadReassembly.cut(burst, data, spec.boundaryBytes())) {
      waiting.add(new Due(due, pieces++, ReadPiece.of(completion)));
      due += spec.spacingCycles();
    }
  }
}
