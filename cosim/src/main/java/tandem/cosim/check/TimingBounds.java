package tandem.cosim.check;

/**
 * How far predicted cycles may be from the RTL's: the throughput by 3 percent; the mean latency by
 * 2 cycles or by 5 percent, of which one must hold.
 */
public final class TimingBounds {
  /** Most the throughput may be off. */
  public static final double THROUGHPUT_PERCENT = 3;

  public static final double LATENCY_CYCLES = 2;
  public static final double LATENCY_PERCENT = 5;

  private TimingBounds() {}

  public static boolean isThroughputWithin(double percent) {
    return percent <= THROUGHPUT_PERCENT;
  }

  /** Whether a mean latency error is allowed, given both ways. */
  public static boolean isLatencyWithin(double cycles, double percent) {
    return cycles <= LATENCY_CYCLES || percent <= LATENCY_PERCENT;
  }
}
