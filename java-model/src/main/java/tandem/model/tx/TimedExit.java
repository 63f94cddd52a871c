package tandem.model.tx;

import tandem.model.record.WorkStatus;

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

  TimedExit(
      TimedRequests requests,
      WorkRequestCounters counters,
      ContextCache cache,
      TimedPlaces places,
      TimedFetch fetch) {
    this.requests = requests;
    this.counters = counters;
    this.cache = cache;
    this.places = places;
    this.fetch = fetch;
  }

  /** Whether a request that leaves now finds a place. */
  boolean isFree() {
    return fetch.isFree();
  }

  void leave(int token, long nowCycle) {
    boolean ok = requests.status(token) == WorkStatus.OK;
    int slot = requests.slots[token];
    counters.issued(requests.entries[token]);
    int consumerIndex = ok ? cache.slot(slot).consumerIndex : 0;
    if (ok) {
      cache.issue(slot, requests.read(token));
      places.issued(requests.read(token));
    }
    fetch.offer(token, consumerIndex, nowCycle);
  }
}
