package tandem.model.time;

import java.util.function.LongPredicate;

/**
 * Hands each token to somebody and, where it is meant for both, in the same cycle to another queue;
 * in order, one a cycle, when all take it.
 */
final class TimedFork implements EventKernel.Component {
  private final EventKernel kernel;
  private final TimedQueue in;
  private final TimedQueue other;
  private final LongPredicate isForBoth;
  private final TokenTaker first;
  private final TokenListener listener;
  private final int self;
  private long idleFromCycle;

  /**
   * @param first gets every token; made before this
   * @param isForBoth which tokens {@code other} gets as well
   * @param listener is told what {@code first} got
   */
  TimedFork(
      EventKernel kernel,
      TimedQueue in,
      TokenTaker first,
      TimedQueue other,
      LongPredicate isForBoth,
      TokenListener listener) {
    this.kernel = kernel;
    this.in = in;
    this.other = other;
    this.isForBoth = isForBoth;
    this.first = first;
    this.listener = listener;
    self = kernel.add(this);
    in.consumer(self);
    first.producer(self);
    other.producer(self);
  }

  @Override
  public void wake(long nowCycle) {
    if (in.isEmpty()) {
      return;
    }
    boolean isBoth = isForBoth.test(in.head());
    long placeCycle = Math.max(first.placeCycle(), isBoth ? other.placeCycle() : 0);
    long moveCycle = Math.max(idleFromCycle, Math.max(in.headCycle(), placeCycle));
    if (moveCycle > nowCycle) {
      kernel.wakeAt(self, moveCycle);
      return;
    }
    idleFromCycle = nowCycle + 1;
    long token = in.pop(nowCycle);
    first.push(token, nowCycle);
    if (isBoth) {
      other.push(token, nowCycle);
    }
    listener.moved(token, nowCycle);
    if (!in.isEmpty()) {
      kernel.wakeAt(self, idleFromCycle);
    }
  }
}
