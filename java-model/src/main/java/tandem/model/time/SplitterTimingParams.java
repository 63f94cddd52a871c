package tandem.model.time;

import tandem.model.Require;

/**
 * Times and capacities of the alignment splitter, all in cycles or places.
 *
 * @param acceptToFirstBurstCycles from the cycle a span is accepted until its first burst is
 *     offered when nothing is in front of it
 * @param burstCycles from one burst cut to the next
 * @param emptyRequestCycles what a request without bursts takes of the cutting stage
 * @param spanPlaces accepted spans whose last burst has not been taken
 * @param spanReleaseCycles from a span's last burst taken until its place takes another span
 * @param burstQueueBursts bursts cut and not yet taken by the sink
 * @param burstReleaseCycles from a burst taken until its place takes another burst
 * @param responseToDoneCycles from the last answer of a request taken until its end is offered
 * @param acceptToEmptyDoneCycles from acceptance of a request without bursts until its end is
 *     offered
 * @param slotReleaseCycles from the end of a request taken until its slot takes another request
 */
public record SplitterTimingParams(
    long acceptToFirstBurstCycles,
    long burstCycles,
    long emptyRequestCycles,
    int spanPlaces,
    long spanReleaseCycles,
    int burstQueueBursts,
    long burstReleaseCycles,
    long responseToDoneCycles,
    long acceptToEmptyDoneCycles,
    long slotReleaseCycles) {

  /** One burst and one single-burst request a cycle. */
  public static final SplitterTimingParams DEFAULTS =
      new SplitterTimingParams(2, 1, 0, 3, 1, 1, 1, 1, 1, 1);

  /** Fails with {@link IllegalArgumentException} naming the parameter, its value and the rule. */
  public SplitterTimingParams {
    requireCycles("acceptToFirstBurstCycles", acceptToFirstBurstCycles, 0);
    requireCycles("burstCycles", burstCycles, 1);
    requireCycles("emptyRequestCycles", emptyRequestCycles, 0);
    Require.range("spanPlaces", spanPlaces, 1, TimedQueue.UNBOUNDED);
    requireCycles("spanReleaseCycles", spanReleaseCycles, 0);
    Require.range("burstQueueBursts", burstQueueBursts, 1, TimedQueue.UNBOUNDED);
    requireCycles("burstReleaseCycles", burstReleaseCycles, 0);
    requireCycles("responseToDoneCycles", responseToDoneCycles, 0);
    requireCycles("acceptToEmptyDoneCycles", acceptToEmptyDoneCycles, 0);
    requireCycles("slotReleaseCycles", slotReleaseCycles, 0);
  }

  private static void requireCycles(String name, long value, long minimum) {
    Require.range(name, value, minimum, Integer.MAX_VALUE);
  }
}
