package tandem.model.time;

import tandem.model.Require;
import tandem.model.record.FrameBeat;
import tandem.model.rx.ReceiveConfig;

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
 * @param endedUnits units under STORE that were taken and whose beats have not begun to leave
 * @param endToReadCycles from the cycle in which a unit is taken until its first beat can be read
 * @param storeBeats beats on the list of an entry, or of what belongs to none
 * @param storeToReadCycles from a beat's way onto its list until it can be read
 * @param bufferReleaseCycles from the read of a frame's last payload beat until its places take
 *     other beats
 * @param builderSteps steps of the header builder, each of which takes a cycle and holds a unit
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
    int endedUnits,
    long endToReadCycles,
    int storeBeats,
    long storeToReadCycles,
    long bufferReleaseCycles,
    int builderSteps) {

  /** One beat and one frame a cycle, a unit decided at most four cycles behind its last beat. */
  public static final ReceiveTimingParams DEFAULTS =
      new ReceiveTimingParams(3, 3, 3, 1, 2, 2, 1, 3, 1, 2048, 2048, 1, 2048, 1, 1, 3);

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
    Require.range("endedUnits", endedUnits, 1, TimedQueue.UNBOUNDED);
    Require.range("endToReadCycles", endToReadCycles, 0, Integer.MAX_VALUE);
    Require.range("storeBeats", storeBeats, 1, TimedQueue.UNBOUNDED);
    Require.range("storeToReadCycles", storeToReadCycles, 0, Integer.MAX_VALUE);
    Require.range("bufferReleaseCycles", bufferReleaseCycles, 0, Integer.MAX_VALUE);
    Require.range("builderSteps", builderSteps, 1, Integer.MAX_VALUE);
  }

  /** The same with the buffers of a configuration; a list holds the longest run and frame. */
  public ReceiveTimingParams sizedFor(ReceiveConfig config) {
    int beats = config.frameBufferBeats();
    int frameBeats = (config.maxFrameBytes() + FrameBeat.BEAT_BYTES - 1) / FrameBeat.BEAT_BYTES;
    int most = Math.max(config.storeBeats(), frameBeats);
    int list = Integer.highestOneBit(2 * most - 1);
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
        beats,
        endToReadCycles,
        list,
        storeToReadCycles,
        bufferReleaseCycles,
        builderSteps);
  }
}
