package tandem.waveforms.compare;

/** What it takes for two dumps to be equal. */
public enum CompareMode {
  /** Every mapped signal has the same value at every moment; needs no clock. */
  TIME(false, false),
  /** Every mapped signal has the same value at every clock edge; edges are counted, not timed. */
  CYCLE(true, false),
  /** Every ready/valid stream carries the same records in the same order, whenever. */
  TRANSACTION(true, true),
  /** As TRANSACTION, and each record comes within a bound of the expected cycle. */
  TOLERANCE(true, true);

  private final boolean clocked;
  private final boolean byRecord;

  CompareMode(boolean clocked, boolean byRecord) {
    this.clocked = clocked;
    this.byRecord = byRecord;
  }

  /** Whether it samples at clock edges. */
  public boolean clocked() {
    return clocked;
  }

  /** Whether it compares records of streams rather than signals. */
  public boolean byRecord() {
    return byRecord;
  }
}
