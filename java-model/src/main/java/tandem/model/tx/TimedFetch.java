package tandem.model.tx;

/** When requests have their descriptors: lines may come in any order, requests go on in order. */
final class TimedFetch {
  private final WorkRequestTimingParams params;
  private final WorkRequestFetch fetch;
  private long lineCycle;
  private long outCycle;

  TimedFetch(
      WorkRequestConfig config, WorkRequestTimingParams params, WorkRequestCounters counters) {
    this.params = params;
    fetch = new WorkRequestFetch(config, counters);
  }

  /** The cycle from which the request issued now can be executed. */
  long readyCycle(long batch, boolean ok, int consumerIndex, long nowCycle) {
    boolean reads = fetch.pass(batch, ok, consumerIndex);
    long readyCycle = nowCycle + params.issueToWork();
    if (reads) {
      lineCycle = nowCycle + params.issueToFetch() + params.hostLatency() + params.fetchedToWork();
    }
    if (ok && fetch.fetches()) {
      readyCycle = Math.max(readyCycle, lineCycle);
    }
    outCycle = Math.max(outCycle, readyCycle);
    return outCycle;
  }
}
