package tandem.cosim.receive;

import java.util.List;
import java.util.Locale;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.MismatchException;
import tandem.cosim.check.TimingBounds;
import tandem.cosim.check.TimingError;

/** Sums up how far predicted delays of one stream are from those of the RTL. */
public final class DelayMeter {
  /** Rule that both sides have the same records. */
  static final String RULE_WHOLE = "the timing model predicts a cycle for every record";

  /**
   * How far the prediction of one stream was from what happened.
   *
   * @param error as it is summed up for a regression
   * @param meanCycles mean absolute latency error
   */
  public record StreamError(String stream, TimingError error, double meanCycles) {
    /** Whether both errors are within their bounds. */
    public boolean holds() {
      return TimingBounds.isThroughputWithin(error.throughputPercent())
          && TimingBounds.isLatencyWithin(error.latencyPercent());
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%s: throughput error=%.2f%% latency error=%.2f cycles, %.1f%%",
          stream,
          error.throughputPercent(),
          meanCycles,
          error.latencyPercent());
    }
  }

  /** How far a prediction was from what happened, stream by stream. */
  public record Comparison(List<StreamError> streams) {
    /** Whether every stream is within the bounds. */
    public boolean holds() {
      return excesses().isEmpty();
    }

    /** The streams that are not within the bounds. */
    public List<StreamError> excesses() {
      return streams.stream().filter(s -> !s.holds()).toList();
    }

    /** The worst of the streams in every respect. */
    public TimingError error() {
      return streams.stream().map(StreamError::error).reduce(TimingError.NONE, TimingError::worse);
    }

    /** The greatest mean latency error of a stream. */
    public double meanCycles() {
      return streams.stream().mapToDouble(StreamError::meanCycles).max().orElse(0);
    }
  }

  private final String stream;
  private long lastExpected;
  private long lastActual;
  private double delays;
  private double errors;
  private long compared;
  private long worst;

  DelayMeter(String stream) {
    this.stream = stream;
  }

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
  StreamError error(long firstExpected, long firstActual) {
    if (compared == 0) {
      return new StreamError(stream, TimingError.NONE, 0);
    }
    double actualSpan = lastActual - firstActual + 1;
    double expectedSpan = lastExpected - firstExpected + 1;
    double throughput = 100 * Math.abs(expectedSpan - actualSpan) / actualSpan;
    double percent = errors == 0 ? 0 : 100 * errors / Math.max(1, delays);
    TimingError error = new TimingError(compared, throughput, percent, worst);
    return new StreamError(stream, error, errors / compared);
  }

  /**
   * Demands that as many records were predicted as came.
   *
   * @throws MismatchException if not
   */
  static void requireWhole(String stage, String stream, int expected, int actual) {
    if (expected != actual) {
      Mismatch.Field records =
          new Mismatch.Field("records", String.valueOf(expected), String.valueOf(actual));
      throw new MismatchException(
          new Mismatch(stage, -1, "stream=" + stream, List.of(records), RULE_WHOLE, List.of()));
    }
  }
}
