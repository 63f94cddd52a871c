package tandem.model.tx;

import tandem.model.time.EventKernel;
import tandem.model.time.TimedQueue;

/**
 * When the context cache looks requests up, loads contexts and issues requests (contract, 9). All
 * that is decided in a cycle is decided by what stood at its beginning: the components are woken in
 * an order in which none sees what another has just done.
 */
final class TimedCache {
  private static final int NONE = TimedEngine.NONE;

  private final EventKernel kernel;
  private final TimedRequests requests;
  private final boolean passes;
  private final ContextCache cache;
  private final ExecutionStub stub;
  private final TimedQueue scheduled;
  private final TimedExit exit;
  private final TimedArrivals arrivals;
  private final TimedLoads memory;
  private final TimedPlaces places;
  private final TimedEngine engine;
  private final HintRule hintRule;
  private final int issue;
  private final int lookup;
  private final int hint;
  private TimedHints hints;
  private int whenLookedUp;
  private long lookupFrom;

  /** The request at the door misses and wants a place, whether it gets it in this cycle or not. */
  private boolean wantsPlace;

  /**
   * In the cycle of the last look-up: whether it wanted a place, or took a slot out of the order.
   */
  private boolean wanted;

  private boolean takesFromOrder;

  private int batch = NONE;
  private int batchSlot = NONE;

  /**
   * @param scheduled requests in the order of picks
   * @param releases requests whose operations have ended
   * @param out gets requests as soon as their descriptor is there
   * @param window what the scheduler sees
   */
  TimedCache(
      EventKernel kernel,
      WorkRequestConfig config,
      WorkRequestTimingParams params,
      TimedRequests requests,
      WorkRequestCounters counters,
      ContextCache cache,
      ExecutionStub stub,
      TimedQueue scheduled,
      TimedQueue releases,
      TimedQueue out,
      VictimChoice.Window window) {
    this.kernel = kernel;
    this.requests = requests;
    this.cache = cache;
    this.stub = stub;
    this.scheduled = scheduled;
    passes = config.hitsPassMisses();
    hintRule = new HintRule(config, cache);
    TimedQueue loads = new TimedQueue(kernel, TimedQueue.UNBOUNDED, 0, 0);
    memory = new TimedLoads(kernel, config, params, loads);
    arrivals = new TimedArrivals(kernel, config, requests, cache, loads, releases);
    places = new TimedPlaces(config, cache, arrivals, memory, window);
    TimedFetch fetch = new TimedFetch(kernel, config, params, requests, counters, out);
    exit = new TimedExit(requests, counters, cache, places, fetch);
    lookup = kernel.add(this::lookup);
    scheduled.consumer(lookup);
    hint = kernel.add(this::hint);
    issue = kernel.add(this::issue);
    engine = new TimedEngine(kernel, config, requests, cache, arrivals, issue);
    fetch.connect(lookup, issue);
    arrivals.connect(engine, this::arrived);
  }

  /**
   * Connects the way of the hints.
   *
   * @param woken component that is woken after a look-up, or -1
   */
  void connect(TimedHints newHints, int woken) {
    hints = newHints;
    whenLookedUp = woken;
  }

  int hint() {
    return hint;
  }

  /** Whether all that was scheduled has been looked up before this cycle. */
  boolean hasLookedUpAll(long nowCycle) {
    return scheduled.isEmpty() && lookupFrom <= nowCycle;
  }

  private void lookup(long nowCycle) {
    if (Math.max(scheduled.headCycle(), lookupFrom) > nowCycle) {
      kernel.wakeAt(lookup, Math.max(scheduled.headCycle(), lookupFrom));
      return;
    }
    wantsPlace = false;
    int token = (int) scheduled.head();
    int found = cache.slotOf(requests.connections[token]);
    boolean hintFirst = hints.headCycle() <= nowCycle && hints.batch() == batch;
    if (!passes && (!engine.isEmpty() || hintFirst)) {
      return;
    }
    if (found != NONE && arrivals.loadEnding() == found) {
      kernel.wakeAt(lookup, nowCycle + 1);
      return;
    }
    boolean canLeave = canLeave(token, found, nowCycle);
    if (cache.isRefused(requests.connections[token])) {
      boolean isCalm = arrivals.loadEnding() == NONE && arrivals.releasing() == NONE;
      if (canLeave && isCalm) {
        lookUp(token, found, true, nowCycle);
      } else {
        kernel.wakeAt(lookup, nowCycle + 1);
      }
    } else if (found == NONE) {
      miss(token, nowCycle);
    } else if (cache.slot(found).loading) {
      if (engine.hasRoom()) {
        lookUp(token, found, false, nowCycle);
      }
    } else {
      hit(token, found, canLeave, nowCycle);
    }
  }

  /** Whether a request may leave as soon as it is looked up. */
  private boolean canLeave(int token, int found, long nowCycle) {
    boolean continues = engine.isHeld() && !requests.first(token);
    boolean isRefused = cache.isRefused(requests.connections[token]);
    return exit.isFree()
        && (found == NONE || !engine.waitsAt(found))
        && (engine.isIdle() || (isRefused ? engine.isHeld() : continues));
  }

  private void miss(int token, long nowCycle) {
    if (!engine.hasRoom()) {
      return;
    }
    int connection = requests.connections[token];
    wantsPlace = !places.isThere(connection, false, NONE, nowCycle);
    if (wantsPlace) {
      kernel.wakeAt(lookup, places.retryCycle());
    } else {
      lookUp(token, NONE, false, nowCycle);
    }
  }

  private void hit(int token, int found, boolean canLeave, long nowCycle) {
    boolean goes = canLeave && !engine.waitsForReads(token, found);
    boolean meets = requests.first(token) && arrivals.makesReady();
    if (goes || engine.hasRoom() && !meets) {
      lookUp(token, found, goes, nowCycle);
    } else if (meets) {
      kernel.wakeAt(lookup, nowCycle + 1);
    }
  }

  private void lookUp(int token, int found, boolean leaves, long nowCycle) {
    int connection = requests.connections[token];
    takesFromOrder = found != NONE && cache.order().contains(found);
    boolean isThere = found != NONE && !cache.slot(found).loading;
    ContextCache.Outcome outcome =
        cache.lookup(connection, requests.first(token), requests.last(token));
    requests.status(token, cache.status());
    boolean passed = outcome == ContextCache.Outcome.PASS;
    if (outcome == ContextCache.Outcome.HIT || outcome == ContextCache.Outcome.MERGE) {
      requests.foundContext(token);
    }
    takesFromOrder &= !passed;
    wanted = outcome == ContextCache.Outcome.MISS;
    requests.slots[token] = passed ? NONE : cache.slot();
    batch = requests.batches[token];
    batchSlot = passed ? (requests.first(token) ? NONE : batchSlot) : cache.slot();
    if (wanted) {
      load(cache.slot(), nowCycle);
    } else if (takesFromOrder) {
      places.restart(nowCycle);
    }
    if (leaves) {
      engine.wentAtOnce(token);
      exit.leave(token, nowCycle);
      kernel.wakeAt(issue, nowCycle);
    } else {
      engine.park(token, nowCycle);
      if (isThere && requests.first(token)) {
        engine.ready(requests.slots[token], nowCycle);
      }
      kernel.wakeAt(issue, nowCycle + 1);
    }
    scheduled.pop(nowCycle);
    lookupFrom = nowCycle + 1;
    kernel.wakeAt(lookup, lookupFrom);
    wakeHint(lookupFrom);
    if (whenLookedUp != NONE) {
      kernel.wakeAt(whenLookedUp, lookupFrom);
    }
  }

  private void load(int slot, long nowCycle) {
    if (cache.writeback()) {
      memory.store(slot, cache.victimConnection(), nowCycle);
    }
    memory.load(slot, cache.slot(slot).connection, nowCycle);
    places.restart(nowCycle);
  }

  /** Deals with the next hint: it makes way for look-ups that want a place. */
  private void hint(long nowCycle) {
    if (hints.headCycle() > nowCycle) {
      kernel.wakeAt(hint, hints.headCycle());
      return;
    }
    boolean looksUp = lookupFrom == nowCycle + 1;
    boolean isTurn = passes || hints.batch() == batch && !looksUp;
    if (!isTurn || wantsPlace || looksUp && wanted) {
      kernel.wakeAt(hint, looksUp ? nowCycle + 1 : EventKernel.NEVER);
      return;
    }
    int connection = hints.connection();
    int held = passes ? NONE : batchSlot;
    boolean useful = cache.isWanted(connection);
    boolean isThere = useful && places.isThere(connection, true, held, nowCycle);
    if (looksUp && takesFromOrder) {
      kernel.wakeAt(hint, nowCycle + 1);
      return;
    }
    if (isThere) {
      load(cache.prefetch(connection, held), nowCycle);
    }
    if (isThere || passes || hintRule.mayDrop(connection, held)) {
      hints.take(nowCycle);
      places.restart(nowCycle);
      kernel.wakeAt(hint, nowCycle + 1);
      kernel.wakeAt(lookup, nowCycle + 1);
    } else if (useful) {
      kernel.wakeAt(hint, places.retryCycle());
    }
  }

  private void issue(long nowCycle) {
    boolean isFree = exit.isFree();
    int token = engine.step(isFree, nowCycle);
    if (token != NONE) {
      exit.leave(token, nowCycle);
    }
    kernel.wakeAt(issue, engine.nextCycle(isFree, nowCycle));
    kernel.wakeAt(lookup, nowCycle + 1);
  }

  /** At the end of a cycle: what came in it counts from the next. */
  private void arrived(long nowCycle) {
    int released = arrivals.releasing();
    if (released != NONE) {
      release(released, nowCycle);
    }
    int slot = arrivals.loadEnding();
    if (slot != NONE) {
      stub.slotLoaded(slot);
      boolean usable = cache.loadEnded(slot, false);
      memory.ended();
      engine.loaded(slot, usable, nowCycle);
    }
    kernel.wakeAt(lookup, nowCycle + 1);
    wakeHint(nowCycle + 1);
  }

  private void wakeHint(long cycle) {
    if (hints.headCycle() != EventKernel.NEVER) {
      kernel.wakeAt(hint, Math.max(cycle, hints.headCycle()));
    }
  }

  private void release(int token, long nowCycle) {
    int slot = requests.slots[token];
    boolean endsReads = arrivals.endsReadsOf(slot);
    if (arrivals.entersAtOldEnd()) {
      places.restart(nowCycle);
    }
    cache.release(slot, requests.read(token), requests.status(token).breaksConnection());
    places.released(requests.read(token));
    if (endsReads) {
      engine.readsEnded(slot, nowCycle);
    }
  }
}
