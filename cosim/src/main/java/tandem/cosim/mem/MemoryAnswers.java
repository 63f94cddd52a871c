package tandem.cosim.mem;

import java.util.Comparator;
import java.util.PriorityQueue;
import tandem.bridge.Responder;
import tandem.model.record.BurstDone;

/** Which answers of host memory are due when, as a {@link Responder} gives them. */
final class MemoryAnswers {
  private record Due(long cycle, long number, BurstDone answer) {}

  private final Responder plan;
  private final PriorityQueue<Due> waiting =
      new PriorityQueue<>(Comparator.comparingLong(Due::cycle).thenComparingLong(Due::number));
  private long bursts;

  MemoryAnswers(Responder plan) {
    this.plan = plan;
  }

  /** A burst of a slot was issued in a cycle. */
  void asked(int slot, long cycle) {
    int entry = (int) (bursts % plan.latencyCycles().length);
    BurstDone answer = new BurstDone(slot, plan.failed().get(entry));
    waiting.add(new Due(cycle + plan.latencyCycles()[entry], bursts++, answer));
  }

  /** The answer that goes in a cycle; null if none is due. */
  BurstDone take(long cycle) {
    return waiting.isEmpty() || waiting.element().cycle > cycle ? null : waiting.remove().answer;
  }

  /** The next answer, due or not; null if none is left. */
  BurstDone left() {
    return waiting.isEmpty() ? null : waiting.element().answer;
  }
}
