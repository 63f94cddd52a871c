package tandem.model.tx;

import tandem.model.time.EventKernel;
import tandem.model.time.TimedQueue;

/**
 * Operations that have ended, on their way back to the cache: one a cycle. Reads and the others
 * keep their own order and take turns where both wait; else a read goes first (contract, 9.6).
 */
final class TimedReleases {
  private static final int PLACES = 2;

  private final EventKernel kernel;
  private final TimedQueue others;
  private final TimedQueue reads;
  private final TimedQueue out;
  private final int give;
  private boolean readWent;

  TimedReleases(EventKernel kernel, WorkRequestConfig config, WorkRequestTimingParams params) {
    this.kernel = kernel;
    int endCycles = params.workToEnd();
    others = new TimedQueue(kernel, TimedQueue.UNBOUNDED, endCycles, 0);
    reads = new TimedQueue(kernel, TimedQueue.UNBOUNDED, endCycles + config.readCycles(), 0);
    out = new TimedQueue(kernel, PLACES, params.endToRelease(), 1);
    give = kernel.add(this::give);
    others.consumer(give);
    reads.consumer(give);
    out.producer(give);
  }

  /** The requests whose contexts come back. */
  TimedQueue out() {
    return out;
  }

  /**
   * An operation has been executed.
   *
   * @param takesTime whether it is a read that ends later
   */
  void executed(int token, boolean takesTime, long nowCycle) {
    (takesTime ? reads : others).push(token, nowCycle);
  }

  private void give(long nowCycle) {
    boolean otherWaits = others.headCycle() <= nowCycle;
    boolean isRead = reads.headCycle() <= nowCycle && !(readWent && otherWaits);
    if (!isRead && !otherWaits) {
      kernel.wakeAt(give, Math.min(others.headCycle(), reads.headCycle()));
      return;
    }
    if (out.placeCycle() > nowCycle) {
      kernel.wakeAt(give, out.placeCycle());
      return;
    }
    out.push((isRead ? reads : others).pop(nowCycle), nowCycle);
    readWent = isRead;
    kernel.wakeAt(give, Math.max(nowCycle + 1, Math.min(others.headCycle(), reads.headCycle())));
  }
}
