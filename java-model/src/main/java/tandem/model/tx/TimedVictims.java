package tandem.model.tx;

/**
 * The search for a victim, one candidate a cycle from the oldest on (contract, 9.4). Goes on from
 * cycle to cycle while it is asked in each, and starts anew when the order of slots changes.
 */
final class TimedVictims {
  static final int NONE = SlotIndex.NONE;

  private final ContextCache cache;
  private final VictimChoice.Window window;
  private final boolean looksAhead;
  private long settledCycle = -1;
  private long askedCycle = -1;
  private boolean restarts;
  private boolean goesOn;
  private boolean searches;
  private boolean forHint;
  private int at;
  private int seen;
  private int kept = NONE;

  TimedVictims(WorkRequestConfig config, ContextCache cache, VictimChoice.Window window) {
    this.cache = cache;
    this.window = window;
    looksAhead = config.replacement() == Replacement.LOOKAHEAD;
  }

  /**
   * Whether the next cycle looks at another slot though nothing else happens: a search that came to
   * the end begins anew, and where it is then decides when it meets a slot that has come since.
   */
  boolean isUnderWay() {
    return searches;
  }

  /** The order of slots changes in this cycle, or what it was searched for is done. */
  void restart(long nowCycle) {
    settle(nowCycle);
    restarts = true;
  }

  private void settle(long nowCycle) {
    if (settledCycle != nowCycle) {
      if (restarts || askedCycle != nowCycle - 1) {
        goesOn = false;
      }
      restarts = false;
      settledCycle = nowCycle;
    }
  }

  /**
   * The victim that this cycle's step finds, or NONE.
   *
   * @param hint whether a hint asks, for which slots loaded ahead and unused do not count
   * @param held slot that a hint spares besides, or NONE
   */
  int find(int set, boolean hint, int held, long nowCycle) {
    settle(nowCycle);
    askedCycle = nowCycle;
    boolean resumes = goesOn && forHint == hint;
    int candidate = resumes ? at : cache.order().oldest(set);
    searches = candidate != NONE && (hint || looksAhead);
    if (candidate == NONE) {
      goesOn = false;
      return NONE;
    }
    boolean counts = !hint || !cache.slot(candidate).prefetched && candidate != held;
    boolean isGood = counts && !(looksAhead && window.occurs(cache.slot(candidate).connection));
    int seenNow = resumes ? seen : 0;
    int keptNow = resumes ? kept : NONE;
    int behind = cache.order().younger(candidate);
    boolean isEnd = behind == NONE || counts && seenNow == WorkRequestConfig.VICTIM_CANDIDATES - 1;
    keptNow = keptNow == NONE && counts ? candidate : keptNow;
    if (isGood || isEnd && keptNow != NONE) {
      return isGood ? candidate : keptNow;
    }
    goesOn = !isEnd;
    forHint = hint;
    at = behind;
    seen = seenNow + (counts ? 1 : 0);
    kept = keptNow;
    return NONE;
  }
}
