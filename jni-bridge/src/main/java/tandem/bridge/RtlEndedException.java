package tandem.bridge;

/** The RTL ended its own simulation: $finish, $stop, a failed assertion or $fatal. */
public final class RtlEndedException extends BridgeException {
  private static final long serialVersionUID = 1L;

  private final Outcome outcome;
  private final long cycle;
  private final String file;
  private final int line;
  private final String text;

  RtlEndedException(
      String design, Outcome outcome, long cycle, String file, int line, String text) {
    super(
        "%s in %s cycle=%d at %s:%d: %s"
            .formatted(outcome.name().toLowerCase(), design, cycle, file, line, text));
    this.outcome = outcome;
    this.cycle = cycle;
    this.file = file;
    this.line = line;
    this.text = text;
  }

  /** FINISHED, STOPPED, ASSERTION or FATAL. */
  public Outcome outcome() {
    return outcome;
  }

  /** The clock cycle in which it happened, counted from creation. */
  public long cycle() {
    return cycle;
  }

  /** The Verilog file, as Verilator was given it. */
  public String file() {
    return file;
  }

  /** The line in that file. */
  public int line() {
    return line;
  }

  /** What the RTL printed, in one line. */
  public String text() {
    return text;
  }
}
