package tandem.model.time;

import tandem.model.Require;

/**
 * Times and capacities of the receive path, all in cycles or places.
 *
 * @param acceptToDecisionCycles from the cycle the last beat of a frame is taken until the frame
 *     can be decided
 * @param undecidedFrames frames whose last beat was taken and which are not decided
 * @param deadlineToDecisionCycles from a deadline until what it ends can be decided
 * @param decisionToOfferCycles from a step of a decision until its unit and its place are offered
 * @param offeredUnits units offered and not yet taken
 * @param offeredPlaces places offered and not yet taken
 * @param readToPayloadCycles from a beat's way out of the frame buffer until it is offered
 * @param payloadBeats beats read and not yet taken
 * @param emptyFrameCycles what a frame takes of which nothing goes on
 * @param frameBufferBeats beats taken and not yet read or let go; frames placed and not yet read
 * @param bufferReleaseCycles from the read of a frame's last payload beat until its places take
 *     other beats
 */
public record ReceiveTimingParams(
    long acceptToDecisionCycles,
    int undecidedFrames,
    long deadlineToDecisionCycles,
    long decisionToOfferCycles,
    int offeredUnits,
    int offeredPlaces,
    long readToPayloadCycles,
    int payloadBeats,
    long emptyFrameCycles,
    int frameBufferBeats,
    long bufferReleaseCycles) {

  /** One beat and one frame a cycle, a unit at most four cycles behind its last beat. */
  public static final ReceiveTimingParams DEFAULTS =
      new ReceiveTimingParams(3, 3, 3, 1, 2, 2, 1, 3, 1, 2048, 1);

  /** Fails with {@link IllegalArgumentException} naming the parameter, its value and the rule. */
  public ReceiveTimingParams {
    Require.range("acceptToDecisionCycles", acceptToDecisionCycles, 0, Integer.MAX_VALUE);
    Require.range("undecidedFrames", undecidedFrames, 1, TimedQueue.UNBOUNDED);
    Require.range("deadlineToDecisionCycles", deadlineToDecisionCycles, 1, Integer.MAX_VALUE);
    Require.range("decisionToOfferCycles", decisionToOfferCycles, 0, Integer.MAX_VALUE);
    Require.range("offeredUnits", offeredUnits, 1, TimedQueue.UNBOUNDED);
    Require.range("offeredPlaces", offeredPlaces, 1, TimedQueue.UNBOUNDED);
    Require.range("readToPayloadCycles", readToPayloadCycles, 0, Integer.MAX_VALUE);
    Require.range("payloadBeats", payloadBeats, 1, TimedQueue.UNBOUNDED);
    Require.range("emptyFrameCycles", emptyFrameCycles, 0, Integer.MAX_VALUE);
    Require.range("frameBufferBeats", frameBufferBeats, 1, TimedQueue.UNBOUNDED);
    Require.range("bufferReleaseCycles", bufferReleaseCycles, 0, Integer.MAX_VALUE);
  }

  /** The same with another frame buffer. */
  public ReceiveTimingParams withFrameBufferBeats(int beats) {
    return new ReceiveTimingParams(
        acceptToDecisionCycles,
        undecidedFrames,
        deadlineToDecisionCycles,
        decisionToOfferCycles,
        offeredUnits,
        offeredPlaces,
        readToPayloadCycles,
        payloadBeats,
        emptyFrameCycles,
        beats,
        bufferReleaseCycles);
  }
}
