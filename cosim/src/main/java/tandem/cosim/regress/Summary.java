package tandem.cosim.regress;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tandem.cosim.check.TimingError;

/**
 * The results of a regression, bench by bench.
 *
 * @param rows one for each bench in the order of the runs
 */
public record Summary(List<Row> rows) {
  /**
   * What the runs of one bench came to together; speed is that of the RTL with its agents.
   *
   * @param runs that were asked for: passed, failed and not run
   * @param failed for whatever reason, without a verdict included
   */
  public record Row(
      String bench,
      int runs,
      int failed,
      int notRun,
      int unfit,
      int scenarios,
      int unpredicted,
      long records,
      long cycles,
      double cyclesPerSecond,
      TimingError timing,
      String worst) {}

  public static Summary of(List<RunResult> results) {
    Map<String, List<RunResult>> byBench =
        results.stream()
            .collect(
                Collectors.groupingBy(RunResult::bench, LinkedHashMap::new, Collectors.toList()));
    List<Row> rows = new ArrayList<>();
    byBench.forEach((bench, runs) -> rows.add(row(bench, runs)));
    return new Summary(rows);
  }

  public int runs() {
    return rows.stream().mapToInt(Row::runs).sum();
  }

  public int failed() {
    return rows.stream().mapToInt(Row::failed).sum();
  }

  public int notRun() {
    return rows.stream().mapToInt(Row::notRun).sum();
  }

  /** Runs whose benches need other hardware than was given. */
  public int unfit() {
    return rows.stream().mapToInt(Row::unfit).sum();
  }

  public int passed() {
    return runs() - failed() - notRun() - unfit();
  }

  /** How many passed, failed and were not run, in words. */
  public String verdict() {
    String missing = notRun() == 0 ? "" : ", " + notRun() + " not run";
    String unfit = unfit() == 0 ? "" : ", " + unfit() + " not for this RTL";
    return passed() + " passed, " + failed() + " failed" + missing + unfit;
  }

  public long records() {
    return rows.stream().mapToLong(Row::records).sum();
  }

  /** The table, one line a bench. */
  public String table() {
    List<String> lines = new ArrayList<>();
    String head = "%-26s %5s %11s %12s %9s %11s %9s %6s  %s";
    lines.add(
        String.format(
            Locale.ROOT,
            head,
            "bench",
            "runs",
            "records",
            "cycles",
            "kcycles/s",
            "throughput%",
            "latency%",
            "worst",
            "worst mismatch"));
    for (Row r : rows) {
      TimingError t = r.timing();
      boolean timed = t.wasCompared();
      lines.add(
          String.format(
              Locale.ROOT,
              "%-26s %5d %11d %12d %9.0f %11s %9s %6s  %s",
              r.bench(),
              r.runs(),
              r.records(),
              r.cycles(),
              r.cyclesPerSecond() / 1000,
              timed ? String.format(Locale.ROOT, "%.2f", t.throughputPercent()) : "-",
              timed ? String.format(Locale.ROOT, "%.2f", t.latencyPercent()) : "-",
              timed ? String.valueOf(t.worstCycles()) : "-",
              r.worst()));
    }
    lines.addAll(notPredicted());
    return String.join("\n", lines);
  }

  /** Which benches say nothing of cycles, or not of all that they ran. */
  public List<String> notPredicted() {
    List<String> none = new ArrayList<>();
    List<String> some = new ArrayList<>();
    for (Row r : rows) {
      if (r.records() == 0) {
        continue; // nothing was run whose cycles could be
      }
      if (!r.timing().wasCompared()) {
        none.add(r.bench());
      } else if (r.unpredicted() > 0) {
        some.add(
            String.format(Locale.ROOT, "%s (%d of %d)", r.bench(), r.unpredicted(), r.scenarios()));
      }
    }
    List<String> lines = new ArrayList<>();
    if (!none.isEmpty()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "cycles not predicted in %d of %d benches: %s",
              none.size(),
              rows.size(),
              String.join(", ", none)));
    }
    if (!some.isEmpty()) {
      lines.add("cycles not predicted in scenarios of: " + String.join(", ", some));
    }
    return lines;
  }

  private static Row row(String bench, List<RunResult> runs) {
    long cycles = runs.stream().mapToLong(RunResult::cycles).sum();
    double seconds = runs.stream().mapToDouble(RunResult::simulationSeconds).sum();
    TimingError timing =
        runs.stream().map(RunResult::timing).reduce(TimingError.NONE, TimingError::worse);
    String worst =
        runs.stream()
            .filter(r -> !r.passed())
            .min(Comparator.comparing(RunResult::outcome))
            .flatMap(RunResult::headline)
            .orElse("none");
    return new Row(
        bench,
        runs.size(),
        count(runs, Outcome.FAILED) + count(runs, Outcome.ERROR),
        count(runs, Outcome.NOT_RUN),
        count(runs, Outcome.UNFIT),
        runs.stream().mapToInt(RunResult::scenarios).sum(),
        runs.stream().mapToInt(RunResult::unpredicted).sum(),
        runs.stream().mapToLong(RunResult::records).sum(),
        cycles,
        seconds == 0 ? 0 : cycles / seconds,
        timing,
        worst);
  }

  private static int count(List<RunResult> runs, Outcome outcome) {
    return (int) runs.stream().filter(r -> r.outcome() == outcome).count();
  }
}
