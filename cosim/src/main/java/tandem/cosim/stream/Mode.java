package tandem.cosim.stream;

/** Which engine moves the streams. */
public enum Mode {
  /** Native agents, thousands of cycles a call. */
  STREAM,
  /** Java agents, one cycle a call. */
  CYCLE
}
