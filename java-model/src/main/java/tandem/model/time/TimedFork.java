package tandem.model.time;

import java.util.function.LongPredicate;

/**
 * Hands each token to its sink and, where it is meant for both, in the same cycle to another queue;
 * in order, one a cycle, when all take it.
 */
final class TimedFork implements EventKernel.Component {
  private final EventKernel kernel;
  private final TimedQueue in;
  private final TimedQueue other;
  private final LongPredicate isForBoth;
  private final CyclePattern sink;
  private final TokenListener listener;
  private final int self;
  private long idleFromCycle;

  /**
   * @param isForBoth which tokens {@code other} gets as well
   * @param sink cycles in which the sink takes a token
   * @param listener is told what the sink takes
   */
  TimedFork(
      EventKernel kernel,
      TimedQueue in,
      TimedQueue other,
      LongPredicate isForBoth,
      CyclePattern sink,
      TokenListener listener) {
    this.kernel = kernel;
    this.in = in;
    this.other = other;
    this.isForBoth = isForBoth;
    this.sink = sink;
    this.listener = listener;
    self = kernel.add(this);
    in.consumer(self);
    other.producer(self);
  }

  @Override
  public void wake(long nowCycle) {
    if (in.isEmpty()) {
      return;
    }
    boolean isBoth = isForBoth.test(in.head());
    long offerCycle = Math.max(in.headCycle(), isBoth ? other.placeCycle() : 0);
    long moveCycle = Math.max(idleFromCycle, offerCycle);
    if (moveCycle > nowCycle) {
      kernel.wakeAt(self, moveCycle);
      return;
    }
    idleFromCycle = nowCycle + 1;
    if (sink.ready(nowCycle)) {
      long token = in.pop(nowCycle);
      if (isBoth) {
        other.push(token, nowCycle);
      }
      listener.moved(token, nowCycle);
    }
    if (!in.isEmpty()) {
      kernel.wakeAt(self, idleFromCycle);
    }
  }
}
