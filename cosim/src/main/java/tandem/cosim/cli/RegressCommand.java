package tandem.cosim.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Benches;
import tandem.cosim.regress.Progress;
import tandem.cosim.regress.RegressionRunner;
import tandem.cosim.regress.RunResult;
import tandem.cosim.regress.RunSpec;
import tandem.cosim.regress.Suite;
import tandem.cosim.regress.Summary;
import tandem.cosim.rtl.RtlFolder;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.rtl.UsageException;
import tandem.support.OutputFile;
import tandem.support.OutputFolder;

/** Runs co-simulation regressions. */
@Command(
    name = "regress",
    description = "Runs co-simulation regressions: RTL against model, bench by bench.")
final class RegressCommand implements Callable<Integer> {
  private static final long MOST_SECONDS_TO_REPORT = 20;

  @Option(
      names = "--suite",
      defaultValue = "smoke",
      description = "How much: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Suite suite;

  @Option(names = "--bench", description = "Only this bench; may be repeated.")
  private List<String> benches = List.of();

  @Option(names = "--seeds", description = "Seeds for each bench (default: what the suite says).")
  private Integer seeds;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Governs every random choice (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--jobs",
      description = "Worker processes at a time (default: the number of processors).")
  private Integer jobs;

  @Option(
      names = "--timeout",
      defaultValue = "900",
      description = "Seconds after which a run is given up (default: ${DEFAULT-VALUE}).")
  private long timeoutSeconds;

  @Option(
      names = "--report",
      defaultValue = "build/regress",
      description = "Folder for JUnit XML, HTML and case files (default: ${DEFAULT-VALUE}).")
  private OutputFolder report;

  @Mixin private RtlOptions rtl;

  @Option(names = "--json", description = "Writes the results to this file.")
  private OutputFile json;

  @Option(names = "--list", description = "Lists the benches and ends.")
  private boolean list;

  @Override
  public Integer call() {
    if (list) {
      Benches.all().forEach(b -> System.out.printf(Locale.ROOT, "%-26s %s%n", b.name(), b.about()));
      return Tandem.HELD;
    }
    Optional<RtlFolder> given = rtl.rtl().map(RtlFolder::check);
    List<RunSpec> specs = specs(given);
    RtlSource source = rtl.source();
    System.out.printf(Locale.ROOT, "seed=%d suite=%s runs=%d%n", seed, suite, specs.size());
    RegressReports reports =
        new RegressReports(report.path().toAbsolutePath(), Optional.ofNullable(json), seed, suite);
    reports.begin(specs.stream().map(RunResult::notRun).toList());
    Interruption.allow(MOST_SECONDS_TO_REPORT);
    List<RunResult> results = run(specs);
    boolean endedEarly = Thread.interrupted(); // what is left to do may block
    Summary summary = Summary.of(results);
    print(results, summary);
    boolean written = reports.write(results, source);
    System.out.printf(Locale.ROOT, "report: %s%n", reports.page());
    System.out.printf(
        Locale.ROOT, "%s%s%n", summary.verdict(), endedEarly ? ": ended before all were done" : "");
    if (System.out.checkError()) {
      System.err.println("tandem: standard output cannot be written");
      written = false;
    }
    if (summary.passed() + summary.unfit() != specs.size()) {
      return Tandem.DIFFERED;
    }
    return written ? Tandem.HELD : Tandem.USAGE;
  }

  private List<RunSpec> specs(Optional<RtlFolder> given) {
    if (seeds != null && seeds < 1) {
      throw new UsageException("--seeds must be at least 1: --seeds=" + seeds);
    }
    if (timeoutSeconds < 1) {
      throw new UsageException("--timeout must be at least 1: --timeout=" + timeoutSeconds);
    }
    if (jobs != null && jobs < 1) {
      throw new UsageException("--jobs must be at least 1: --jobs=" + jobs);
    }
    List<Bench> named =
        benches.isEmpty() ? Benches.all() : benches.stream().map(Benches::named).toList();
    List<Bench> chosen = given.map(folder -> Benches.of(folder, named)).orElse(named);
    if (chosen.isEmpty()) {
      throw new UsageException("there are no benches on the class path");
    }
    String failures = report.path().toAbsolutePath().resolve("failures").toString();
    List<RunSpec> specs = new ArrayList<>();
    for (Bench bench : chosen) {
      int runs = seeds != null ? seeds : bench.seeds(suite);
      for (int i = 0; i < runs; i++) {
        long own = BenchRun.derive(seed, bench.name() + "#" + i) >>> 1;
        specs.add(new RunSpec(bench.name(), own, suite, failures));
      }
    }
    return specs;
  }

  private List<RunResult> run(List<RunSpec> specs) {
    int workers = jobs != null ? jobs : Runtime.getRuntime().availableProcessors();
    RegressionRunner runner =
        new RegressionRunner(
            Math.min(workers, specs.size()),
            timeoutSeconds,
            rtl.rtl().map(Path::toAbsolutePath),
            rtl.simulator(suite));
    try (Progress progress = Progress.of(specs.size())) {
      return runner.run(specs, progress::finished);
    }
  }

  private void print(List<RunResult> results, Summary summary) {
    for (RunResult r : results) {
      r.notes().forEach(note -> System.out.printf(Locale.ROOT, "%n%s%n", note));
    }
    System.out.printf(Locale.ROOT, "%n%s%n%n", summary.table());
    for (RunResult r : results) {
      if (r.hasFailed()) {
        System.out.printf(
            Locale.ROOT, "FAILED %s seed=%d%n%s%n", r.bench(), r.seed(), r.explanation());
        if (r.caseFile().isEmpty()) {
          System.out.printf(Locale.ROOT, "  repeat     %s%n", repeat(r));
        }
        System.out.println();
      }
    }
  }

  /** A run's own seed is derived, so without a case file its bench is repeated as a whole. */
  private String repeat(RunResult r) {
    return String.format(
        Locale.ROOT,
        "./tandem regress --suite %s --bench %s --seed %d%s%s",
        suite.name().toLowerCase(Locale.ROOT),
        r.bench(),
        seed,
        seeds == null ? "" : " --seeds " + seeds,
        rtl.source().option());
  }
}
