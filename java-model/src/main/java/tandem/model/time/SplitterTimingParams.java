package tandem.model.time;

import tandem.model.Require;

/**
 * Times and capacities of the alignment splitter, all in cycles or places.
 *
 * @param acceptToFirstCutCycles from the cycle a span is accepted until its first burst is cut when
 *     nothing is in front of it
 * @param cutToBurstCycles from the cycle a burst is cut until it is offered
 * @param burstCycles from one burst cut to the next
 * @param emptyRequestCycles what a request without bursts takes of the cutting stage
 * @param spanPlaces accepted spans whose last burst has not been cut
 * @param spanReleaseCycles from a span's last burst cut, or from acceptance where there is none,
 *     until its place takes another span
 * @param burstQueueBursts bursts cut and not yet taken by the sink
 * @param burstReleaseCycles from a burst taken until its place takes another burst
 * @param responseToDoneCycles from the last answer of a request taken until its end is offered
 * @param acceptToEmptyDoneCycles from acceptance of a request without bursts until its end is
 *     offered
 * @param slotReleaseCycles from the end of a request taken until its slot takes another request
 */
public record SplitterTimingParams(
    long acceptToFirstCutCycles,
    long cutToBurstCycles,
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
      new SplitterTimingParams(4, 1, 1, 0, 5, 1, 1, 0, 2, 3, 1);

  /** Fails with {@link IllegalArgumentException} naming the parameter, its value and the rule. */
  public SplitterTimingParams {
    requireCycles("acceptToFirstCutCycles", acceptToFirstCutCycles, 0);
    requireCycles("cutToBurstCycles", cutToBurstCycles, 0);
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
