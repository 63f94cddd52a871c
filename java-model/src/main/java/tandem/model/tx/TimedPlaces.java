package tandem.model.tx;

import tandem.model.time.EventKernel;

/** Whether a new context can have a place in the cache, and its load begin (contract, 9.4). */
final class TimedPlaces {
  private final ContextCache cache;
  private final TimedArrivals arrivals;
  private final TimedLoads memory;
  private final TimedVictims victims;
  private final boolean passes;
  private final boolean looksAhead;
  private final boolean seesEnds;
  private int unreleased;
  private int reads;
  private long retryCycle;

  TimedPlaces(
      WorkRequestConfig config,
      ContextCache cache,
      TimedArrivals arrivals,
      TimedLoads memory,
      VictimChoice.Window window) {
    this.cache = cache;
    this.arrivals = arrivals;
    this.memory = memory;
    victims = new TimedVictims(config, cache, window);
    passes = config.hitsPassMisses();
    looksAhead = config.replacement() == Replacement.LOOKAHEAD;
    seesEnds = config.replacement() != Replacement.LRU;
  }

  /** An operation has been issued. */
  void issued(boolean read) {
    unreleased++;
    reads += read ? 1 : 0;
  }

  /** An operation has been released. */
  void released(boolean read) {
    unreleased--;
    reads -= read ? 1 : 0;
  }

  /** The order of slots changes in this cycle, or a search is over. */
  void restart(long nowCycle) {
    victims.restart(nowCycle);
  }

  /** Without passing a victim is chosen only when nothing changes the order any more (D12). */
  private boolean mayChoose() {
    return passes || reads == 0 && (!seesEnds || unreleased == 0);
  }

  /**
   * Whether a load of a connection can begin in this cycle; the cache then makes the same choice.
   *
   * @param held slot that a hint spares, or -1
   */
  boolean isThere(int connection, boolean hint, int held, long nowCycle) {
    boolean isAnswered = memory.isAnswered(nowCycle);
    boolean canLoad = memory.isFree() && !isAnswered;
    retryCycle = isAnswered ? nowCycle + 1 : EventKernel.NEVER;
    if (cache.hasFree(connection)) {
      return canLoad;
    }
    if (!mayChoose()) {
      return false;
    }
    int victim = victims.find(cache.set(connection), hint, held, nowCycle);
    if (arrivals.entersAtOldEnd() || victims.isUnderWay()) {
      retryCycle = nowCycle + 1;
    }
    if (victim == TimedVictims.NONE || arrivals.entersAtOldEnd() || !canLoad) {
      return false;
    }
    boolean canStore = !cache.slot(victim).dirty || memory.storePlaceCycle() <= nowCycle;
    if (!canStore) {
      retryCycle = Math.min(retryCycle, memory.storePlaceCycle());
    } else if (looksAhead) {
      cache.followVictim(cache.slot(victim).connection);
    }
    return canStore;
  }

  /** Where there was no place: the cycle in which time alone may make one, or NEVER. */
  long retryCycle() {
    return retryCycle;
  }
}
