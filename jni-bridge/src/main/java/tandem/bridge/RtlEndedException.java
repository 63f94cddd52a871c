package tandem.bridge;

import java.util.Locale;

/** The RTL ended its own simulation; the subclasses say how. */
public abstract sealed class RtlEndedException extends BridgeException {
  private static final long serialVersionUID = 1L;

  /** The RTL called $finish. */
  public static final class Finished extends RtlEndedException {
    private static final long serialVersionUID = 1L;

    Finished(End end) {
      super(end);
    }
  }

  /** The RTL called $stop. */
  public static final class Stopped extends RtlEndedException {
    private static final long serialVersionUID = 1L;

    Stopped(End end) {
      super(end);
    }
  }

  /** An assertion failed, or the RTL called $error. */
  public static final class AssertionFailed extends RtlEndedException {
    private static final long serialVersionUID = 1L;

    AssertionFailed(End end) {
      super(end);
    }
  }

  /** The RTL called $fatal, or the simulator's run time gave up. */
  public static final class Fatal extends RtlEndedException {
    private static final long serialVersionUID = 1L;

    Fatal(End end) {
      super(end);
    }
  }

  /** What is known of an end. */
  public record End(
      String design, Outcome outcome, long cycle, String file, int line, String text) {
    /** The exception that says so. */
    public RtlEndedException exception() {
      return switch (outcome) {
        case FINISHED -> new Finished(this);
        case STOPPED -> new Stopped(this);
        case ASSERTION -> new AssertionFailed(this);
        case FATAL -> new Fatal(this);
        default -> throw new IllegalArgumentException("not an end: outcome=" + outcome);
      };
    }
  }

  private final Outcome outcome;
  private final long cycle;
  private final String file;
  private final int line;
  private final String text;

  private RtlEndedException(End end) {
    super(
        String.format(
            Locale.ROOT,
            "%s in %s cycle=%d at %s:%d: %s",
            end.outcome.name().toLowerCase(Locale.ROOT),
            end.design,
            end.cycle,
            end.file,
            end.line,
            end.text));
    this.outcome = end.outcome;
    this.cycle = end.cycle;
    this.file = end.file;
    this.line = end.line;
    this.text = end.text;
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
