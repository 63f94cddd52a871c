package tandem.model.record;

/** What became of an arbiter command (GA-7). The order of the constants is the encoding. */
public enum ArbiterStatus {
  OK,
  NOT_PRIVILEGED,
  BAD_GUEST,
  BAD_WEIGHT,
  BAD_RATE,
  BAD_RANGE,
  BUSY;

  /** Whether the command was done (GA-61a). */
  public boolean isDone() {
    return this == OK || this == BUSY;
  }
}
