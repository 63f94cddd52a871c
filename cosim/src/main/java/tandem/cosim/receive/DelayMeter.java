package tandem.cosim.receive;

import tandem.cosim.check.TimingError;

/** Sums up how far predicted delays are from those of the RTL. */
public final class DelayMeter {
  /** Of a mean latency error, one of both must hold. */
  private static final double MOST_MEAN_CYCLES = 2;

  private static final double MOST_LATENCY_PERCENT = 5;
  private static final double MOST_THROUGHPUT_PERCENT = 3;

  /**
   * How far a prediction was from what happened.
   *
   * @param error as it is summed up for a regression
   * @param meanCycles mean absolute latency error
   */
  public record Comparison(TimingError error, double meanCycles) {
    /** Whether throughput is within 3 percent, and latency within 2 cycles or 5 percent. */
    public boolean holds() {
      return error.throughputPercent() <= MOST_THROUGHPUT_PERCENT
          && (meanCycles <= MOST_MEAN_CYCLES || error.latencyPercent() <= MOST_LATENCY_PERCENT);
    }
  }

  private long lastExpected;
  private long lastActual;
  private double delays;
  private double errors;
  private long compared;
  private long worst;

  DelayMeter() {}

  /** Of one record its cycle and that of its cause, expected and actual. */
  void note(long expected, long expectedBegin, long actual, long actualBegin) {
    long actualDelay = actual - actualBegin;
    compared++;
    delays += actualDelay;
    errors += Math.abs(actualDelay - (expected - expectedBegin));
    worst = Math.max(worst, Math.abs(actual - expected));
    lastExpected = Math.max(lastExpected, expected);
    lastActual = Math.max(lastActual, actual);
  }

  /** Of all records; throughput is that from the first cycle of the input to their last one. */
  Comparison comparison(long firstExpected, long firstActual) {
    if (compared == 0) {
      return new Comparison(TimingError.NONE, 0);
    }
    double actualSpan = lastActual - firstActual + 1;
    double expectedSpan = lastExpected - firstExpected + 1;
    double throughput = 100 * Math.abs(expectedSpan - actualSpan) / actualSpan;
    double percent = errors == 0 ? 0 : 100 * errors / Math.max(1, delays);
    return new Comparison(new TimingError(compared, throughput, percent, worst), errors / compared);
  }
}
