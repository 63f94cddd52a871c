package tandem.model.tx;

/** The barriers of one queue, in posting order, which is also the order they are picked in. */
final class Barriers {
  private final int mask;
  private final long[] positions;
  private long first;
  private long end;
  private int unfinished;
  private boolean open;

  /**
   * @param depth entries of the queue, a power of two
   */
  Barriers(int depth) {
    mask = depth - 1;
    positions = new long[depth];
  }

  /** Tells that a barrier has been posted. */
  void posted(long position) {
    positions[(int) end++ & mask] = position;
  }

  /** Tells that an entry has been picked. */
  void picked(boolean isBarrier) {
    unfinished++;
    open = isBarrier;
    first += isBarrier ? 1 : 0;
  }

  /** Tells that a picked entry has been completed. */
  void completed() {
    unfinished--;
    open &= unfinished > 0;
  }

  /** Whether the entry at the head need not wait for completions. */
  boolean letStart(long head) {
    return !open && (unfinished == 0 || first == end || positions[(int) first & mask] != head);
  }

  /** Cuts a window in front of the first barrier behind the head (WR-16); one at the head stays. */
  long cut(long tail, long head) {
    for (long i = first; i < end; i++) {
      long barrier = positions[(int) i & mask];
      if (barrier != head) {
        return Math.min(tail, barrier);
      }
    }
    return tail;
  }
}
