package tandem.model.tx;

import java.util.TreeMap;
import tandem.model.record.WorkStatus;
import tandem.model.time.EventKernel;
import tandem.model.time.TimedQueue;

/** When the context cache looks requests up, loads contexts and issues requests. */
final class TimedCache {
  private static final int NONE = IssueOrder.NONE;

  private final EventKernel kernel;
  private final WorkRequestConfig config;
  private final TimedRequests requests;
  private final WorkRequestTimingParams params;
  private final boolean passes;
  private final WorkRequestCounters counters;
  private final ContextCache cache;
  private final ExecutionStub stub;
  private final TimedQueue scheduled;
  private final TimedQueue out;
  private final TreeMap<Integer, int[]> hints;
  private final TimedFetch fetch;
  private final TimedQueue loads;
  private final TimedLoads memory;
  private final IssueOrder order;
  private final int loaded;
  private final int issue;
  private final int lookup;
  private final int hint;
  private final TimedHints inOrder;
  private int whenLookedUp = NONE;
  private long lookupFrom;
  private long issueFrom;
  private long drainedFrom;

  /** A look-up found every place in use; one that is given back can be taken from then on. */
  private boolean lacksPlace;

  private long placeFrom;
  private long loadedCycle = NONE;
  private int loadedSlot;
  private int unreleased;
  private int reads;

  /**
   * @param scheduled requests in the order of picks
   * @param out gets them as soon as their descriptor is there
   * @param hints connections to load ahead, by the pick that starts a batch
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
      TimedQueue out,
      TreeMap<Integer, int[]> hints) {
    this.kernel = kernel;
    this.config = config;
    this.requests = requests;
    this.params = params;
    this.counters = counters;
    this.cache = cache;
    this.stub = stub;
    this.scheduled = scheduled;
    this.out = out;
    this.hints = hints;
    passes = config.hitsPassMisses();
    fetch = new TimedFetch(config, params, counters);
    loads = new TimedQueue(kernel, TimedQueue.UNBOUNDED, 0, 0);
    memory = new TimedLoads(kernel, config, params, loads);
    order = new IssueOrder(kernel, config, params, requests, cache);
    loaded = kernel.add(this::loaded);
    loads.consumer(loaded);
    issue = kernel.add(this::issue);
    out.producer(issue);
    lookup = kernel.add(this::lookup);
    scheduled.consumer(lookup);
    inOrder = new TimedHints(config, cache);
    hint = kernel.add(this::hint);
    order.connect(lookup, issue);
  }

  private void lookup(long nowCycle) {
    long cycle = Math.max(lookupFrom, scheduled.headCycle());
    if (cycle > nowCycle) {
      kernel.wakeAt(lookup, cycle);
      return;
    }
    int token = (int) scheduled.head();
    int connection = requests.connections[token];
    int found = cache.slotOf(connection);
    boolean queues = found == NONE || order.queues(token, found, nowCycle);
    boolean isThere = found != NONE && !cache.slot(found).loading;
    boolean justLoaded = isThere && loadedCycle == nowCycle && loadedSlot == found;
    if (justLoaded || isThere && queues && order.meetsReady(token, nowCycle)) {
      kernel.wakeAt(lookup, nowCycle + 1);
      return;
    }
    if (mustWait(token, found, queues, nowCycle)) {
      return;
    }
    ContextCache.Outcome outcome =
        cache.lookup(connection, requests.first(token), requests.last(token));
    lacksPlace = outcome == ContextCache.Outcome.WAIT;
    if (lacksPlace) {
      return;
    }
    scheduled.pop(nowCycle);
    lookupFrom = nowCycle + 1;
    kernel.wakeAt(lookup, lookupFrom);
    requests.status(token, cache.status());
    requests.slots[token] = outcome == ContextCache.Outcome.MISS ? cache.slot() : found;
    if (outcome == ContextCache.Outcome.MISS) {
      load(cache.slot(), nowCycle);
    }
    if (queues && requests.slots[token] != NONE) {
      order.queue(token, nowCycle);
      kernel.wakeAt(issue, nowCycle + params.lookupToIssue());
    } else {
      order.goDirect(token, nowCycle);
    }
    prefetch(token, nowCycle);
    if (whenLookedUp != NONE) {
      kernel.wakeAt(whenLookedUp, nowCycle + params.lookupToPick());
    }
  }

  private boolean mustWait(int token, int found, boolean queues, long nowCycle) {
    // Strictly in order: whoever waits for its context holds up everybody behind it.
    boolean hintsFirst = !inOrder.isEmpty() && requests.first(token);
    boolean blocked = !passes && (order.waiting() > 0 || hintsFirst);
    boolean full = queues && order.waiting() >= config.parkedRequests();
    if (blocked || full && !order.continues(token)) {
      return true;
    }
    // What misses may also turn out to be refused, and then goes straight on.
    long placeCycle = queues && found != NONE ? 0 : order.directPlaceCycle();
    if (found == NONE) {
      placeCycle = mustSeeEnds() ? Math.max(placeCycle, drainedFrom) : placeCycle;
      if (memory.underWay() == config.outstandingLoads() || mustDrain()) {
        return true;
      }
      placeCycle = Math.max(placeCycle, memory.storePlaceCycle());
      placeCycle = lacksPlace ? Math.max(placeCycle, placeFrom) : placeCycle;
    }
    if (placeCycle > nowCycle) {
      kernel.wakeAt(lookup, placeCycle);
    }
    return placeCycle > nowCycle;
  }

  /** Whether the blocking cache has to see operations end before it chooses a victim (D12). */
  private boolean mustDrain() {
    return !passes && reads > 0 || mustSeeEnds() && unreleased > 0;
  }

  private boolean mustSeeEnds() {
    return !passes && config.replacement() != Replacement.LRU;
  }

  private void load(int slot, long nowCycle) {
    if (cache.writeback()) {
      memory.store(cache.victimConnection(), nowCycle);
    }
    memory.load(slot, cache.slot(slot).connection, nowCycle);
  }

  private void prefetch(int token, long nowCycle) {
    int[] wanted = hints.remove(token);
    if (wanted == null) {
      return;
    }
    if (!passes) {
      inOrder.add(wanted, requests.slots[token]);
      kernel.wakeAt(hint, nowCycle + 1);
      return;
    }
    for (int connection : wanted) {
      int slot = hasRoom(nowCycle) ? cache.prefetch(connection, NONE) : NONE;
      if (slot != NONE) {
        load(slot, nowCycle);
      }
    }
  }

  private boolean hasRoom(long nowCycle) {
    return memory.underWay() < config.outstandingLoads() && memory.storePlaceCycle() <= nowCycle;
  }

  /** Deals with the next hint, where they may not be dropped at will. */
  private void hint(long nowCycle) {
    if (inOrder.isEmpty()) {
      return;
    }
    if (!inOrder.mayDrop()) {
      boolean mayChoose = hasRoom(nowCycle) && !mustDrain();
      int slot = mayChoose ? cache.prefetch(inOrder.connection(), inOrder.batchSlot()) : NONE;
      if (slot == NONE) {
        long placeCycle = memory.storePlaceCycle();
        kernel.wakeAt(hint, placeCycle > nowCycle ? placeCycle : EventKernel.NEVER);
        return;
      }
      load(slot, nowCycle);
    }
    inOrder.done();
    kernel.wakeAt(inOrder.isEmpty() ? lookup : hint, nowCycle + 1);
    if (inOrder.isEmpty() && whenLookedUp != NONE) {
      kernel.wakeAt(whenLookedUp, nowCycle + 1);
    }
  }

  /** From when on nothing of the last batch is left to be looked up; NEVER as long as hints are. */
  long batchDoneCycle() {
    return inOrder.isEmpty() ? lookupFrom - 1 + params.lookupToPick() : EventKernel.NEVER;
  }

  /** Names who is woken when nothing of a batch is left to be looked up. */
  void whenLookedUp(int component) {
    whenLookedUp = component;
  }

  private void loaded(long nowCycle) {
    while (loads.headCycle() <= nowCycle) {
      int slot = (int) loads.pop(nowCycle);
      stub.slotLoaded(slot);
      boolean usable = cache.loadEnded(slot, false);
      memory.ended();
      order.loaded(slot, usable, nowCycle);
      loadedCycle = nowCycle;
      loadedSlot = slot;
      kernel.wakeAt(lookup, nowCycle);
      kernel.wakeAt(hint, nowCycle);
    }
    kernel.wakeAt(loaded, loads.headCycle());
  }

  /** Tells that an operation has ended. */
  void released(int token, boolean failed, long nowCycle) {
    int slot = requests.slots[token];
    cache.release(slot, requests.read(token), failed);
    unreleased--;
    reads -= requests.read(token) ? 1 : 0;
    order.released(slot, nowCycle);
    drainedFrom = nowCycle + params.releaseToPlace();
    placeFrom = lacksPlace ? nowCycle + params.releaseToPlace() : placeFrom;
    kernel.wakeAt(lookup, lacksPlace ? placeFrom : nowCycle);
    kernel.wakeAt(hint, nowCycle);
    kernel.wakeAt(issue, nowCycle);
  }

  private void issue(long nowCycle) {
    long cycle = Math.max(issueFrom, out.placeCycle());
    if (cycle > nowCycle) {
      kernel.wakeAt(issue, cycle);
      return;
    }
    int token = order.choose(nowCycle);
    if (token == NONE) {
      kernel.wakeAt(issue, order.nextVisibleCycle(nowCycle));
    } else {
      issueFrom = nowCycle + 1;
      kernel.wakeAt(issue, issueFrom);
      leave(token, nowCycle);
    }
    // Even where nobody left, a place on the direct way may have come free.
    kernel.wakeAt(lookup, Math.max(nowCycle, lookupFrom));
  }

  private void leave(int token, long nowCycle) {
    boolean ok = requests.status(token) == WorkStatus.OK;
    int slot = requests.slots[token];
    counters.issued(requests.entries[token]);
    requests.inContextCycles[requests.entries[token]] = nowCycle;
    int consumerIndex = ok ? cache.slot(slot).consumerIndex : 0;
    if (ok) {
      cache.issue(slot, requests.read(token));
      unreleased++;
      reads += requests.read(token) ? 1 : 0;
    }
    out.push(token, fetch.readyCycle(requests.batches[token], ok, consumerIndex, nowCycle));
  }
}
