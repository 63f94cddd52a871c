package tandem.cosim.splitter;

import java.util.ArrayList;
import java.util.List;
import tandem.cosim.check.TimingError;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.Offer;
import tandem.model.mem.SplitterConfig;
import tandem.model.record.HostBurst;
import tandem.model.record.HostSpan;
import tandem.model.time.OfferedSpan;
import tandem.model.time.SplitterPrediction;
import tandem.model.time.SplitterTiming;
import tandem.model.time.SplitterTimingParams;

/**
 * Lets the timing model run alone on the stimulus of a scenario and compares its cycles with the
 * RTL's. Scenarios in which memory fails are not compared: which bursts there are then depends on
 * time.
 */
final class SplitterTimingCheck {
  private static final long HORIZON_CYCLES = 1L << 40;

  private SplitterTimingCheck() {}

  /** The predicted cycles of a scenario that begins at the same cycle as the RTL did. */
  static SplitterPrediction predict(
      SplitterScenario scenario, SplitterConfig config, long startCycle) {
    List<OfferedSpan> offers = new ArrayList<>();
    for (Offer<HostSpan> offer : scenario.spans()) {
      offers.add(new OfferedSpan(offer.record(), startCycle + 1 + offer.afterCycles()));
    }
    int[] latencies = scenario.memory().responder("out", "response").latencyCycles();
    return new SplitterTiming(config, SplitterTimingParams.DEFAULTS)
        .predict(
            offers,
            scenario.in().ready(),
            scenario.out().ready(),
            scenario.response().ready(),
            scenario.done().ready(),
            burst -> latencies[burst % latencies.length],
            HORIZON_CYCLES);
  }

  /** Compares prediction and log, which must hold the same bursts. */
  static TimingError compare(SplitterPrediction predicted, SplitterLog log) {
    long[] expected = predicted.burstCycles();
    if (expected.length == 0) {
      return TimingError.NONE;
    }
    long expectedSpan = expected[expected.length - 1] - predicted.acceptCycles()[0] + 1;
    long actualSpan = lastCycle(log) - log.in().get(0).cycle() + 1;
    double delays = 0;
    double errors = 0;
    long worst = 0;
    for (int request = 0; request < predicted.requests(); request++) {
      long accepted = log.in().get(request).cycle();
      long expectedAccepted = predicted.acceptCycles()[request];
      for (int b = predicted.firstBurst()[request]; b < predicted.firstBurst()[request + 1]; b++) {
        long actual = log.out().get(b).cycle();
        delays += actual - accepted;
        errors += Math.abs(actual - accepted - (expected[b] - expectedAccepted));
        worst = Math.max(worst, Math.abs(actual - expected[b]));
      }
    }
    return new TimingError(
        expected.length,
        100.0 * Math.abs(expectedSpan - actualSpan) / actualSpan,
        errors == 0 ? 0 : 100.0 * errors / delays,
        worst);
  }

  private static long lastCycle(SplitterLog log) {
    List<Beat<HostBurst>> out = log.out();
    return out.get(out.size() - 1).cycle();
  }
}
