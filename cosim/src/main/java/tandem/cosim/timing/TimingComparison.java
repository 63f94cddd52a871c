package tandem.cosim.timing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tandem.cosim.check.MismatchException;
import tandem.cosim.check.TimingBounds;
import tandem.cosim.check.TimingError;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.RunLog;

/** How far predicted cycles were from those of the RTL, stream by stream. */
public record TimingComparison(List<StreamError> streams) {
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

  /**
   * Compares a prediction with what happened.
   *
   * @param stage that was predicted
   * @throws MismatchException if other numbers of records were predicted than came
   */
  public static TimingComparison of(String stage, Prediction predicted, RunLog log) {
    predicted
        .cycles()
        .forEach(
            (name, cycles) -> DelayMeter.requireWhole(stage, name, cycles.length, size(log, name)));
    List<StreamError> errors = new ArrayList<>();
    predicted.causes().forEach((name, causes) -> errors.add(error(name, causes, predicted, log)));
    return new TimingComparison(errors);
  }

  private static StreamError error(String stream, int[] causes, Prediction predicted, RunLog log) {
    DelayMeter meter = new DelayMeter(stream);
    if (causes.length == 0) {
      return new StreamError(stream, TimingError.NONE, 0);
    }
    String source = predicted.sourceOf(stream);
    long[] causing = predicted.cycles().get(source);
    long[] cycles = predicted.cycles().get(stream);
    for (int i = 0; i < causes.length; i++) {
      meter.note(
          cycles[i], causing[causes[i]], cycle(log, stream, i), cycle(log, source, causes[i]));
    }
    return meter.error(causing[0], cycle(log, source, 0));
  }

  private static int size(RunLog log, String stream) {
    return log.streams().get(stream).beats().size();
  }

  private static long cycle(RunLog log, String stream, int number) {
    Beat<?> beat = log.streams().get(stream).beats().get(number);
    return beat.cycle();
  }

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
