package tandem.model.tx;

import java.util.ArrayDeque;
import java.util.Arrays;
import tandem.model.time.EventKernel;
import tandem.model.time.TimedQueue;

/**
 * The hints of a batch on their way from the scheduler into the cache: one a cycle, behind the
 * first member of their batch; a batch that starts makes void those not named yet (contract, 9.5).
 */
final class TimedHints {
  private static final int CONNECTION_BITS = 24;
  private static final int PLACES = 2;

  /** The batch whose first member is still on offer, seen from the beginning of a cycle. */
  interface Scheduled {
    boolean offersFirstOf(int batch, long nowCycle);
  }

  private final EventKernel kernel;
  private final Scheduled scheduled;
  private final int give;
  private final int[] found;
  private final ArrayDeque<Long> left = new ArrayDeque<>();
  private final TimedQueue stage;
  private boolean named;
  private long onOffer;
  private long batchStarts = -1;
  private int whenChanged;
  private long takenCycle = -1;
  private long[] next = {};

  /**
   * @param consumer component that deals with the hints
   */
  TimedHints(EventKernel kernel, WorkRequestConfig config, Scheduled scheduled, int consumer) {
    this.kernel = kernel;
    this.scheduled = scheduled;
    found = new int[config.prefetch()];
    stage = new TimedQueue(kernel, PLACES, 1, 1);
    stage.consumer(consumer);
    give = kernel.add(this::give);
  }

  /** Names who is woken when fewer hints are left. */
  void whenChanged(int component) {
    whenChanged = component;
  }

  /** A batch starts: in this cycle it takes those left from the batch before. */
  void starts(LookaheadScheduler scheduler, long nowCycle) {
    if (found.length == 0) {
      return;
    }
    batchStarts = nowCycle;
    int count = scheduler.hints(found);
    long batch = scheduler.batch() << CONNECTION_BITS;
    next = Arrays.stream(found, 0, count).mapToLong(c -> batch | c).toArray();
    kernel.wakeAt(give, nowCycle);
  }

  private void give(long nowCycle) {
    boolean fires = isOffered(nowCycle) && stage.placeCycle() <= nowCycle;
    if (fires) {
      stage.push(onOffer, nowCycle);
    }
    boolean starts = batchStarts == nowCycle;
    if (!named || fires) {
      named = !left.isEmpty() && !starts;
      onOffer = left.isEmpty() ? onOffer : left.remove();
    }
    if (starts) {
      left.clear();
      for (long hint : next) {
        left.add(hint);
      }
    }
    if (named || !left.isEmpty()) {
      kernel.wakeAt(give, nowCycle + 1);
    }
    kernel.wakeAt(whenChanged, nowCycle + 1);
  }

  private boolean isOffered(long nowCycle) {
    return named && !scheduled.offersFirstOf((int) (onOffer >> CONNECTION_BITS), nowCycle);
  }

  /** Whether none is left, as it was at the beginning of a cycle. */
  boolean isEmpty(long nowCycle) {
    return left.isEmpty() && !isOffered(nowCycle) && stage.isEmpty() && takenCycle != nowCycle;
  }

  /** The cycle from which the cache has one to deal with. */
  long headCycle() {
    return stage.headCycle();
  }

  /** Connection of the one the cache has to deal with. */
  int connection() {
    return (int) stage.head() & (1 << CONNECTION_BITS) - 1;
  }

  /** Batch of the one the cache has to deal with. */
  int batch() {
    return (int) (stage.head() >> CONNECTION_BITS);
  }

  /** The cache has dealt with it. */
  void take(long nowCycle) {
    stage.pop(nowCycle);
    takenCycle = nowCycle;
    kernel.wakeAt(whenChanged, nowCycle + 1);
  }
}
