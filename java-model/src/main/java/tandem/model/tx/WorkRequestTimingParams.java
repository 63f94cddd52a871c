package tandem.model.tx;

import tandem.model.Require;

/**
 * Times of the work-request blocks and the host memory behind them, in cycles.
 *
 * @param missToLoad from a look-up that misses until {@code contextLoad}
 * @param hostLatency from a request to the host memory until its first beat
 * @param contextBeats beats of a context, and so cycles of the port for a load or a write-back
 * @param issueToFetch from {@code inContext} until {@code fetch}
 * @param issueToWork from {@code inContext} until {@code workRequest} where nothing is waited for
 * @param fetchedToWork from a descriptor line until {@code workRequest}
 * @param workToEnd from {@code workRequest} until the end of anything but a read
 * @param endToRelease from the end of an operation until the cache has its context back
 */
public record WorkRequestTimingParams(
    int missToLoad,
    int hostLatency,
    int contextBeats,
    int issueToFetch,
    int issueToWork,
    int fetchedToWork,
    int workToEnd,
    int endToRelease) {

  /** The depths of the pipelines, measured on a request alone, and the reference machine. */
  public static final WorkRequestTimingParams DEFAULTS =
      new WorkRequestTimingParams(1, 225, 4, 2, 3, 2, 1, 1);

  /** Fails with {@link IllegalArgumentException} naming the parameter, its value and the rule. */
  public WorkRequestTimingParams {
    requireCycles("missToLoad", missToLoad, 0);
    requireCycles("hostLatency", hostLatency, 0);
    requireCycles("contextBeats", contextBeats, 1);
    requireCycles("issueToFetch", issueToFetch, 1);
    requireCycles("issueToWork", issueToWork, 2);
    requireCycles("fetchedToWork", fetchedToWork, 1);
    requireCycles("workToEnd", workToEnd, 1);
    requireCycles("endToRelease", endToRelease, 0);
  }

  private static void requireCycles(String name, long value, long minimum) {
    Require.range(name, value, minimum, 1_000_000);
  }

  /** A copy for another host. */
  public WorkRequestTimingParams withHostLatency(int cycles) {
    return new WorkRequestTimingParams(
        missToLoad,
        cycles,
        contextBeats,
        issueToFetch,
        issueToWork,
        fetchedToWork,
        workToEnd,
        endToRelease);
  }
}
