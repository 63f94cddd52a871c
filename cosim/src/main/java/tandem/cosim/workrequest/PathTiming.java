package tandem.cosim.workrequest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tandem.cosim.check.TimingBounds;
import tandem.cosim.check.TimingError;

/**
 * How far the predicted cycles of a run of the path are from the RTL's.
 *
 * @param requests requests compared
 * @param expectedCycles from the first pick to the last completion, predicted
 * @param actualCycles the same of the RTL
 * @param hops for each record its delay since the one it is measured from
 */
public record PathTiming(long requests, long expectedCycles, long actualCycles, List<Hop> hops) {
  /**
   * Delays of one kind of record.
   *
   * @param name of the record and of the one before
   * @param meanCycles mean delay on the RTL
   * @param errorCycles mean absolute difference
   * @param worstCycles greatest difference
   */
  public record Hop(String name, double meanCycles, double errorCycles, long worstCycles) {
    /** Mean difference in percent of the mean delay. */
    public double percent() {
      return errorCycles == 0 ? 0 : 100 * errorCycles / meanCycles;
    }

    boolean isWithin() {
      return TimingBounds.isLatencyWithin(percent());
    }
  }

  /** Difference of the cycles of the whole run, in percent of the RTL's. */
  public double throughputPercent() {
    return 100.0 * Math.abs(expectedCycles - actualCycles) / actualCycles;
  }

  /** Requests the RTL completed a cycle. */
  public double throughput() {
    return (double) requests / actualCycles;
  }

  /** What is off by more than it may be. */
  public List<String> excesses() {
    List<String> found = new ArrayList<>();
    if (!TimingBounds.isThroughputWithin(throughputPercent())) {
      found.add(
          String.format(
              Locale.ROOT,
              "cycles expected=%d actual=%d: off by more than %.0f %%",
              expectedCycles,
              actualCycles,
              TimingBounds.THROUGHPUT_PERCENT));
    }
    for (Hop hop : hops) {
      if (!hop.isWithin()) {
        found.add(
            String.format(
                Locale.ROOT,
                "%s: mean difference %.2f of %.2f cycles, more than %.0f %%",
                hop.name,
                hop.errorCycles,
                hop.meanCycles,
                TimingBounds.LATENCY_PERCENT));
      }
    }
    return found;
  }

  /** For the summary of a regression. */
  public TimingError summary() {
    return new TimingError(
        requests,
        throughputPercent(),
        hops.stream().mapToDouble(Hop::percent).max().orElse(0),
        hops.stream().mapToLong(Hop::worstCycles).max().orElse(0));
  }

  /** One line: the throughput and, for each hop, mean difference of mean delay. */
  public String line() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT, "ops/cycle %.3f, off by %.2f %%", throughput(), throughputPercent()));
    for (Hop hop : hops) {
      text.append(
          String.format(
              Locale.ROOT, "; %s %.2f of %.1f", hop.name, hop.errorCycles, hop.meanCycles));
    }
    return text.toString();
  }
}
