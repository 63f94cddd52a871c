package tandem.model.tx;

import tandem.model.record.WorkStatus;
import tandem.model.time.TimedQueue;

/**
 * Where requests leave the context cache: offered in the cycle after the one in which their record
 * is decided (D15).
 */
final class TimedExit {
  private final TimedRequests requests;
  private final WorkRequestCounters counters;
  private final ContextCache cache;
  private final TimedPlaces places;
  private final TimedFetch fetch;
  private final TimedQueue out;

  /**
   * @param out gets requests as soon as their descriptor is there
   */
  TimedExit(
      WorkRequestConfig config,
      WorkRequestTimingParams params,
      TimedRequests requests,
      WorkRequestCounters counters,
      ContextCache cache,
      TimedPlaces places,
      TimedQueue out) {
    this.requests = requests;
    this.counters = counters;
    this.cache = cache;
    this.places = places;
    this.out = out;
    fetch = new TimedFetch(config, params, counters);
  }

  /** Whether a request that leaves now finds a place. */
  boolean isFree(long nowCycle) {
    return out.placeCycle() <= nowCycle + 1;
  }

  void leave(int token, long nowCycle) {
    long outCycle = nowCycle + 1;
    boolean ok = requests.status(token) == WorkStatus.OK;
    int slot = requests.slots[token];
    counters.issued(requests.entries[token]);
    requests.inContextCycles[requests.entries[token]] = outCycle;
    int consumerIndex = ok ? cache.slot(slot).consumerIndex : 0;
    if (ok) {
      cache.issue(slot, requests.read(token));
      places.issued(requests.read(token));
    }
    out.push(token, fetch.readyCycle(requests.batches[token], ok, consumerIndex, outCycle));
  }
}
