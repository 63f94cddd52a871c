package tandem.bridge;

/** Why a call that ran cycles came back; same order as {@code tandem_outcome} in design_abi.h. */
public enum Outcome {
  /** Every cycle asked for was run. */
  CYCLES_DONE,
  /** A sink's ring has no free slot: drain it and call again. */
  RING_FULL,
  /** A source that is not closed has nothing to offer: fill it and call again. */
  SOURCE_DRY,
  /** The stream given to stopAfter has made its number of handshakes. */
  COUNT_REACHED,
  /** The design broke a rule of a stream; the engines make {@link BrokenStreamException} of it. */
  RULE_BROKEN,
  /** The RTL called $finish. */
  FINISHED,
  /** The RTL called $stop. */
  STOPPED,
  /** An assertion or $error failed. */
  ASSERTION,
  /** The RTL called $fatal, or the simulator's run time gave up. */
  FATAL;

  private static final Outcome[] BY_CODE = values();

  static Outcome of(int code) {
    return BY_CODE[code];
  }

  /** Whether the simulation is over and no further cycle can be run. */
  public boolean isEnd() {
    return ordinal() >= FINISHED.ordinal();
  }
}
