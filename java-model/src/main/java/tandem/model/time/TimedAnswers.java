package tandem.model.time;

import java.util.PriorityQueue;

/**
 * Gives tokens back when they are due, one a cycle in the cycles in which the pattern allows it:
 * the earliest due first, of several of these the lowest token. The taker is always ready, so an
 * offer never lasts longer than the cycle in which it begins.
 */
final class TimedAnswers implements EventKernel.Component {
  private final EventKernel kernel;
  private final int self;
  private final CyclePattern pattern;
  private final TokenListener listener;
  private final PriorityQueue<Answer> pending = new PriorityQueue<>();
  private long idleFromCycle;

  TimedAnswers(EventKernel kernel, CyclePattern pattern, TokenListener listener) {
    this.kernel = kernel;
    this.pattern = pattern;
    this.listener = listener;
    this.self = kernel.add(this);
  }

  /** Puts a token that may be given back from {@code dueCycle} on. */
  void push(long token, long dueCycle) {
    pending.add(new Answer(dueCycle, token));
    kernel.wakeAt(self, Math.max(idleFromCycle, dueCycle));
  }

  @Override
  public void wake(long nowCycle) {
    if (pending.isEmpty()) {
      return;
    }
    long moveCycle = Math.max(idleFromCycle, pending.peek().dueCycle());
    if (moveCycle > nowCycle) {
      kernel.wakeAt(self, moveCycle);
      return;
    }
    idleFromCycle = nowCycle + 1;
    if (pattern.ready(nowCycle)) {
      listener.moved(pending.poll().token(), nowCycle);
    }
    if (!pending.isEmpty()) {
      kernel.wakeAt(self, Math.max(idleFromCycle, pending.peek().dueCycle()));
    }
  }

  private record Answer(long dueCycle, long token) implements Comparable<Answer> {
    @Override
    public int compareTo(Answer other) {
      return dueCycle != other.dueCycle
          ? Long.compare(dueCycle, other.dueCycle)
          : Long.compare(token, other.token);
    }
  }
}
