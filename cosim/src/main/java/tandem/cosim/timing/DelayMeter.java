package tandem.cosim.timing;

import java.util.List;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.MismatchException;
import tandem.cosim.check.TimingError;

/** Sums up how far predicted delays of one stream are from those of the RTL. */
public final class DelayMeter {
  /** Rule that both sides have the same records. */
  static final String RULE_WHOLE = "the timing model predicts a cycle for every record";

  private final String stream;
  private long lastExpected;
  private long lastActual;
  private double delays;
  private double errors;
  private long compared;
  private long worst;

  public DelayMeter(String stream) {
    this.stream = stream;
  }

  /** Of one record its cycle and that of its cause, expected and actual. */
  public void note(long expected, long expectedBegin, long actual, long actualBegin) {
    long actualDelay = actual - actualBegin;
    compared++;
    delays += actualDelay;
    errors += Math.abs(actualDelay - (expected - expectedBegin));
    worst = Math.max(worst, Math.abs(actual - expected));
    lastExpected = Math.max(lastExpected, expected);
    lastActual = Math.max(lastActual, actual);
  }

  /** Of all records; throughput is that from the first cycle of the input to their last one. */
  public TimingComparison.StreamError error(long firstExpected, long firstActual) {
    if (compared == 0) {
      return new TimingComparison.StreamError(stream, TimingError.NONE, 0);
    }
    double actualSpan = lastActual - firstActual + 1;
    double expectedSpan = lastExpected - firstExpected + 1;
    double throughput = 100 * Math.abs(expectedSpan - actualSpan) / actualSpan;
    double percent = errors == 0 ? 0 : 100 * errors / Math.max(1, delays);
    TimingError error = new TimingError(compared, throughput, percent, worst);
    return new TimingComparison.StreamError(stream, error, errors / compared);
  }

  /**
   * Demands that as many records were predicted as came.
   *
   * @throws MismatchException if not
   */
  public static void requireWhole(String stage, String stream, int expected, int actual) {
    if (expected != actual) {
      Mismatch.Field records =
          new Mismatch.Field("records", String.valueOf(expected), String.valueOf(actual));
      throw new MismatchException(
          new Mismatch(stage, -1, "stream=" + stream, List.of(records), RULE_WHOLE, List.of()));
    }
  }
}
