package tandem.cosim.check;

import java.util.List;
import java.util.Locale;

/**
 * How far predicted cycles may be from the RTL's, in every run of every bench: the contracts say in
 * which cycle things happen, and of all that is predicted today nothing differs by a cycle.
 */
public final class TimingBounds {
  /** Most that the throughput of a run may be off. */
  public static final double THROUGHPUT_PERCENT = 1;

  /** Most that the mean delay of the records of a run may be off. */
  public static final double LATENCY_PERCENT = 1;

  private static final String STAGE = "timing";
  private static final String RULE =
      String.format(
          Locale.ROOT,
          "predicted cycles are within %.0f %% of the RTL's throughput and %.0f %% of its delays",
          THROUGHPUT_PERCENT,
          LATENCY_PERCENT);

  private TimingBounds() {}

  public static boolean isThroughputWithin(double percent) {
    return percent <= THROUGHPUT_PERCENT;
  }

  public static boolean isLatencyWithin(double percent) {
    return percent <= LATENCY_PERCENT;
  }

  /** Whether a run in which all records agreed took the cycles that were predicted. */
  public static boolean isWithin(TimingError error) {
    return isThroughputWithin(error.throughputPercent()) && isLatencyWithin(error.latencyPercent());
  }

  /** What the error of a run is, where it is more than it may be. */
  public static Mismatch mismatch(TimingError error) {
    return new Mismatch(
        STAGE,
        -1,
        "records=" + error.bursts(),
        List.of(
            field("throughput%", THROUGHPUT_PERCENT, error.throughputPercent()),
            field("latency%", LATENCY_PERCENT, error.latencyPercent()),
            field("worst", Double.MAX_VALUE, error.worstCycles())),
        RULE,
        List.of());
  }

  private static Mismatch.Field field(String name, double most, double actual) {
    String text = String.format(Locale.ROOT, "%.2f", actual);
    String bound = String.format(Locale.ROOT, "at most %.2f", most);
    return new Mismatch.Field(name, actual <= most ? text : bound, text);
  }
}
