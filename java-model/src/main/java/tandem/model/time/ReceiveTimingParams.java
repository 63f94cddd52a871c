package tandem.model.time;

import tandem.model.Require;

/**
 * Times and capacities of the receive path, all in cycles or places.
 *
 * @param acceptToDecisionCycles from the cycle the last beat of a frame is taken until the frame
 *     can be decided
 * @param decisionToRunCycles from a decision until the units it ends are offered, one a cycle
 * @param decisionToPayloadCycles from a decision until the payload of the frame is offered
 * @param expiryCycles from the cycle behind a deadline until the units it ends are offered
 * @param frameBufferBeats beats taken and not yet sent on or let go
 * @param bufferReleaseCycles from a frame's last payload beat until its places take other beats
 * @param runQueueRuns units offered and not yet taken
 * @param payloadQueueBeats payload beats offered and not yet taken
 */
public record ReceiveTimingParams(
    long acceptToDecisionCycles,
    long decisionToRunCycles,
    long decisionToPayloadCycles,
    long expiryCycles,
    int frameBufferBeats,
    long bufferReleaseCycles,
    int runQueueRuns,
    int payloadQueueBeats) {

  /** One beat and one frame a cycle, a unit at most four cycles behind its last beat. */
  public static final ReceiveTimingParams DEFAULTS =
      new ReceiveTimingParams(3, 1, 1, 4, 2048, 1, 2, 2);

  /** Fails with {@link IllegalArgumentException} naming the parameter, its value and the rule. */
  public ReceiveTimingParams {
    Require.range("acceptToDecisionCycles", acceptToDecisionCycles, 0, Integer.MAX_VALUE);
    Require.range("decisionToRunCycles", decisionToRunCycles, 0, Integer.MAX_VALUE);
    Require.range("decisionToPayloadCycles", decisionToPayloadCycles, 0, Integer.MAX_VALUE);
    Require.range("expiryCycles", expiryCycles, 0, Integer.MAX_VALUE);
    Require.range("frameBufferBeats", frameBufferBeats, 1, TimedQueue.UNBOUNDED);
    Require.range("bufferReleaseCycles", bufferReleaseCycles, 0, Integer.MAX_VALUE);
    Require.range("runQueueRuns", runQueueRuns, 1, TimedQueue.UNBOUNDED);
    Require.range("payloadQueueBeats", payloadQueueBeats, 1, TimedQueue.UNBOUNDED);
  }

  /** The same with another frame buffer. */
  public ReceiveTimingParams withFrameBufferBeats(int beats) {
    return new ReceiveTimingParams(
        acceptToDecisionCycles,
        decisionToRunCycles,
        decisionToPayloadCycles,
        expiryCycles,
        beats,
        bufferReleaseCycles,
        runQueueRuns,
        payloadQueueBeats);
  }
}
