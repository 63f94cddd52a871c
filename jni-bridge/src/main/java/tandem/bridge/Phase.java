package tandem.bridge;

/** What is done when within one cycle; see docs/timing.md. */
public enum Phase {
  /** Agents write inputs, which take effect in the cycle that begins. */
  DRIVE,
  /** The design takes the clock edge and the inputs, and settles; nobody reads or writes. */
  SETTLE,
  /** Agents read the settled values of the cycle. */
  SAMPLE,
  /** Agents judge what they sampled; the design is not touched. */
  CHECK
}
