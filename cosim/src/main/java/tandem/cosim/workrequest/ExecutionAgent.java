package tandem.cosim.workrequest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.Offer;
import tandem.model.record.Released;
import tandem.model.record.RequestInContext;
import tandem.model.record.WorkOp;
import tandem.model.record.WorkStatus;

/** Stands in for what executes the requests: gives each context back when its operation ends. */
final class ExecutionAgent {
  private record Due(long cycle, long number, Released released) {}

  private final ExecutionSpec spec;
  private final Random random;
  private final List<Beat<RequestInContext>> requests;
  private final List<Offer<Released>> offers = new ArrayList<>();
  private final PriorityQueue<Due> running =
      new PriorityQueue<>(Comparator.comparingLong(Due::cycle).thenComparingLong(Due::number));
  private int seen;
  private long inOrderUntil;

  /**
   * @param requests what the cache gives, to which the session appends
   */
  ExecutionAgent(ExecutionSpec spec, List<Beat<RequestInContext>> requests) {
    this.spec = spec;
    this.requests = requests;
    random = new Random(spec.seed());
  }

  /** The releases in order of time; grows. */
  List<Offer<Released>> offers() {
    return offers;
  }

  /** Looks at what crossed in the visible cycle and decides what is released in the next. */
  void advance(long nowCycle, long startCycle) {
    for (; seen < requests.size(); seen++) {
      Beat<RequestInContext> beat = requests.get(seen);
      if (beat.record().status() == WorkStatus.OK) {
        execute(beat);
      }
    }
    while (!running.isEmpty() && running.element().cycle <= nowCycle + 1) {
      offers.add(new Offer<>(nowCycle - startCycle, running.remove().released));
    }
  }

  /** Whether no operation is under way. */
  boolean isIdle() {
    return running.isEmpty();
  }

  /** Execution begins in order; reads end later than the others. */
  private void execute(Beat<RequestInContext> beat) {
    RequestInContext request = beat.record();
    boolean read = request.op() == WorkOp.READ.code();
    boolean failed = !WorkOp.isLegal(request.op()) || random.nextInt(1000) < spec.failedPerMille();
    long executed =
        Math.max(inOrderUntil, beat.cycle() + spec.cycles() + upTo(spec.jitterCycles()));
    inOrderUntil = executed;
    long end = executed + (read ? spec.readCycles() + upTo(spec.readJitterCycles()) : 0);
    running.add(
        new Due(end, seen, new Released(request.connection(), request.slot(), read, failed)));
  }

  private int upTo(int cycles) {
    return cycles == 0 ? 0 : random.nextInt(cycles + 1);
  }
}
