package tandem.model.tx;

/**
 * How far each queue can be looked through: entries are put before the comparators one a cycle, as
 * many as there are (contract, 9.2).
 */
final class TimedRows {
  private final LookaheadScheduler scheduler;
  private final boolean countsLive;
  private final int comparators;

  /** Position behind the last entry before a comparator, and the cycle at whose beginning. */
  private final long[] visible;

  private final long[] settledCycle;

  /** The head at the beginning of that cycle. */
  private final long[] head;

  TimedRows(WorkRequestConfig config, LookaheadScheduler scheduler) {
    this.scheduler = scheduler;
    countsLive = config.windowCounts() == WindowCounts.LIVE;
    comparators = Math.min(config.queueDepth(), 2 * config.maxWindow());
    visible = new long[config.numQueues()];
    settledCycle = new long[config.numQueues()];
    head = new long[config.numQueues()];
  }

  /** Brings a queue to the beginning of a cycle; before anything of it changes in that cycle. */
  void settle(int queue, long nowCycle) {
    if (settledCycle[queue] < nowCycle) {
      long posted = scheduler.posted(queue);
      if (visible[queue] < Math.min(posted, head[queue] + comparators)) {
        visible[queue]++;
      }
      long most = Math.min(posted, scheduler.head(queue) + comparators);
      long cycles = nowCycle - settledCycle[queue] - 1;
      visible[queue] = Math.max(visible[queue], Math.min(most, visible[queue] + cycles));
      settledCycle[queue] = nowCycle;
      head[queue] = scheduler.head(queue);
    }
  }

  /**
   * Position behind the window as far as it is visible; the head as long as not all is visible that
   * would be in a window of waiting entries.
   */
  long tail(int queue, long nowCycle) {
    settle(queue, nowCycle);
    long largest = scheduler.largestTail(queue);
    boolean isWhole = !countsLive || largest <= visible[queue];
    return isWhole ? Math.min(largest, visible[queue]) : scheduler.head(queue);
  }
}
