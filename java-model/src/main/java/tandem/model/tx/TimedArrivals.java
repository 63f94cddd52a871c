package tandem.model.tx;

import tandem.model.time.EventKernel;
import tandem.model.time.TimedQueue;

/**
 * What comes back to the context cache: loads that end and operations that are released, at most
 * one of each in a cycle. What came in a cycle is known to all who decide in it, and counts from
 * the next one on (contract, 9.1).
 */
final class TimedArrivals {
  private static final int NONE = -1;

  /** Takes in what came, at the end of the cycle. */
  interface Sink {
    void arrived(long nowCycle);
  }

  private final EventKernel kernel;
  private final TimedRequests requests;
  private final ContextCache cache;
  private final boolean protects;
  private final TimedQueue loads;
  private final TimedQueue releases;
  private final int arrive;
  private int take = NONE;
  private TimedEngine engine;
  private int loadEnding = NONE;
  private int releasing = NONE;

  // As it is before anybody has acted in this cycle.
  private boolean endsReads;
  private boolean entersAtOldEnd;
  private boolean makesReady;

  /**
   * @param loads slots whose context comes
   * @param releases requests whose operations have ended
   */
  TimedArrivals(
      EventKernel kernel,
      WorkRequestConfig config,
      TimedRequests requests,
      ContextCache cache,
      TimedQueue loads,
      TimedQueue releases) {
    this.kernel = kernel;
    this.requests = requests;
    this.cache = cache;
    this.loads = loads;
    this.releases = releases;
    protects = config.replacement() == Replacement.PROTECTED;
    arrive = kernel.add(this::arrive);
    loads.consumer(arrive);
    releases.consumer(arrive);
  }

  void connect(TimedEngine newEngine, Sink sink) {
    engine = newEngine;
    take =
        kernel.add(
            nowCycle -> {
              sink.arrived(nowCycle);
              loadEnding = NONE;
              releasing = NONE;
              endsReads = false;
              entersAtOldEnd = false;
              makesReady = false;
            });
  }

  private void arrive(long nowCycle) {
    if (loads.headCycle() <= nowCycle) {
      loadEnding = (int) loads.pop(nowCycle);
      kernel.wakeAt(take, nowCycle);
    }
    if (releases.headCycle() <= nowCycle) {
      if (collides((int) releases.head())) {
        kernel.wakeAt(arrive, nowCycle + 1);
      } else {
        releasing = (int) releases.pop(nowCycle);
        kernel.wakeAt(take, nowCycle);
        release(requests.slots[releasing]);
      }
    }
    makesReady |= loadEnding != NONE && engine.waitsAt(loadEnding);
    kernel.wakeAt(
        arrive, Math.max(nowCycle + 1, Math.min(loads.headCycle(), releases.headCycle())));
  }

  private void release(int slot) {
    endsReads = endsReads(releasing);
    entersAtOldEnd = protects && unpins(slot) && cache.slot(slot).belongsToOldEnd();
    makesReady = endsReads && engine.isPostponed(slot);
  }

  /** Whether a load that ends keeps a release waiting: both would enter the same order. */
  private boolean collides(int token) {
    if (loadEnding == NONE) {
      return false;
    }
    int slot = requests.slots[token];
    return engine.waitsAt(loadEnding) ? endsReads(token) && engine.isPostponed(slot) : unpins(slot);
  }

  /** Slot whose load ends in this cycle, or -1. */
  int loadEnding() {
    return loadEnding;
  }

  /** Request that is released in this cycle, or -1. */
  int releasing() {
    return releasing;
  }

  /** Whether a batch becomes ready by what comes in this cycle. */
  boolean makesReady() {
    return makesReady;
  }

  /** Whether the last read of a slot ends in this cycle. */
  boolean endsReadsOf(int slot) {
    return endsReads && requests.slots[releasing] == slot;
  }

  private boolean endsReads(int token) {
    return requests.read(token) && cache.slot(requests.slots[token]).reads == 1;
  }

  /** Whether a slot enters the recency order at its old end in this cycle. */
  boolean entersAtOldEnd() {
    return entersAtOldEnd;
  }

  private boolean unpins(int slot) {
    CacheSlot released = cache.slot(slot);
    return released.pins == 1 && !released.open;
  }
}
