package tandem.model.time;

import tandem.model.Require;

/**
 * What the neighbours of guest steering do. Cycle 0 is the first one behind reset.
 *
 * @param headerCycles for each header the earliest cycle of its offer, in their order
 * @param commandCycles for each command the earliest cycle of its offer, in their order
 * @param trusted for each command whether its issuer is the trusted guest (GS-41)
 * @param headerSource cycles in which the offer of a header may begin; it stays until it is taken
 * @param commandSource the same for commands
 * @param outSink cycles in which a copy is taken
 * @param answerSink cycles in which an answer is taken
 */
public record SteeringTraffic(
    long[] headerCycles,
    long[] commandCycles,
    boolean[] trusted,
    CyclePattern headerSource,
    CyclePattern commandSource,
    CyclePattern outSink,
    CyclePattern answerSink) {

  /** Fails with {@link IllegalArgumentException} unless each command is trusted or not. */
  public SteeringTraffic {
    Require.range("trusted.length", trusted.length, commandCycles.length, commandCycles.length);
  }

  /** With neighbours that are always willing. */
  public static SteeringTraffic of(long[] headerCycles, long[] commandCycles, boolean[] trusted) {
    return new SteeringTraffic(
        headerCycles,
        commandCycles,
        trusted,
        CyclePattern.ALWAYS,
        CyclePattern.ALWAYS,
        CyclePattern.ALWAYS,
        CyclePattern.ALWAYS);
  }
}
