package tandem.cosim.workrequest;

import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tandem.cosim.check.LineComparison;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.MismatchException;
import tandem.cosim.regress.ScenarioMismatch;
import tandem.cosim.regress.Verdict;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.rtl.UsageException;
import tandem.cosim.stream.TraceWindow;
import tandem.model.tx.WorkRequestConfig;
import tandem.model.workload.Requests;

/** Executes a trace of requests on the RTL of the work-request path. */
public final class RtlExecution {
  private static final int MOST_CONNECTION_BITS = 24;

  /** What the records of one request take until the run has ended. */
  private static final long BYTES_A_REQUEST = 4096;

  /**
   * What came of a trace.
   *
   * @param refused requests that did not end OK
   * @param verdict on the records of the run
   * @param lines held against those of the model
   * @param uncompared why no lines were, where the model shall agree
   */
  public record Executed(long refused, Verdict verdict, long lines, Optional<String> uncompared) {}

  private final RtlSource rtl;
  private final Map<String, Long> settings;
  private final boolean checks;
  private final Function<WorkRequestConfig, ModelExecution> models;

  /**
   * @param settings parameters and registers by name
   * @param checks whether the model must agree
   */
  public RtlExecution(RtlSource rtl, Map<String, Long> settings, boolean checks) {
    this(rtl, settings, checks, ModelExecution::new);
  }

  /**
   * @param models make the model for a configuration; replaced only to see whether a difference is
   *     noticed
   */
  public RtlExecution(
      RtlSource rtl,
      Map<String, Long> settings,
      boolean checks,
      Function<WorkRequestConfig, ModelExecution> models) {
    this.models = models;
    this.rtl = rtl;
    this.settings = settings;
    this.checks = checks;
  }

  /** Width that connection numbers of a trace must fit. */
  public int connectionBits() {
    return Math.toIntExact(settings.getOrDefault("connectionBits", (long) MOST_CONNECTION_BITS));
  }

  /**
   * Executes requests and writes what became of them.
   *
   * @param name of the requests, for messages
   * @throws MismatchException if the model does not agree
   */
  public Executed run(String name, Requests requests, Writer writer) throws IOException {
    long most = Runtime.getRuntime().maxMemory() / BYTES_A_REQUEST;
    if (checks && requests.size() > most) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "%s: more requests than memory holds the records of for the comparison: requests=%d"
                  + " most=%d; give Java more with TANDEM_JAVA_OPTS=-Xmx..., or take --engine=rtl",
              name,
              requests.size(),
              most));
    }
    PathScenario scenario = scenario(name, requests);
    int barriers = scenario.heldBarriers();
    LineComparison lines = new LineComparison("run schedule");
    ScheduleWriter out = new ScheduleWriter(checks ? lines.actual(writer) : writer);
    PassedRequests passed = new PassedRequests(barriers, out);
    WorkRequestHarness.Result result = execute(scenario, passed);
    PathLog log = result.log().orElseThrow();
    passed.accept(log);
    if (passed.count() != requests.size()) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "%s: the RTL stops: requests=%d completed=%d",
              name,
              requests.size(),
              passed.count()));
    }
    Map<String, Long> counters = new LinkedHashMap<>(log.counters());
    counters.merge("requests", (long) -barriers, Long::sum);
    counters.merge("batches", (long) -barriers, Long::sum);
    out.finish(counters, passed.cycles());
    Optional<String> uncompared =
        checks ? compare(result, requests, name, lines) : Optional.empty();
    long compared = uncompared.isPresent() || !checks ? 0 : lines.finish();
    return new Executed(out.refused(), result.verdict(), compared, uncompared);
  }

  /**
   * Has the model write its lines, where they must be those of the RTL, or else holds the predicted
   * cycles against the RTL's.
   *
   * @return why the lines were not compared
   */
  private Optional<String> compare(
      WorkRequestHarness.Result result, Requests requests, String name, LineComparison lines)
      throws IOException {
    if (ModelExecution.isTimed(result.config())
        && (requests.size() == 0 || result.timing().isPresent())) {
      requests.rewind();
      models.apply(result.config()).run(requests, name, new ScheduleWriter(lines.expected()));
      return Optional.empty();
    }
    result.timing().ifPresent(RtlExecution::requireWithinBounds);
    return Optional.of(
        result.timing().isPresent()
            ? String.format(
                Locale.ROOT,
                "requests pass each other (nonBlocking=1), so lines depend on time; cycles"
                    + " predicted=%d measured=%d",
                result.timing().get().expectedCycles(),
                result.timing().get().actualCycles())
            : "requests of one connection are in several queues, whose cycles are not predicted");
  }

  private static void requireWithinBounds(PathTiming timing) {
    for (String excess : timing.excesses()) {
      throw new MismatchException(
          new Mismatch(
              WorkRequestPathChecker.STAGE,
              -1,
              "summary",
              List.of(
                  new Mismatch.Field(
                      "cycles",
                      String.valueOf(timing.expectedCycles()),
                      String.valueOf(timing.actualCycles()))),
              excess,
              List.of()));
    }
  }

  /** Runs a scenario; its log has what has passed and was not forgotten. */
  private WorkRequestHarness.Result execute(PathScenario scenario, PassedRequests passed) {
    WorkRequestHarness harness = new WorkRequestHarness();
    WorkRequestHarness.Result result =
        checks
            ? harness.run(scenario, rtl, TraceWindow.none())
            : harness.drive(scenario, rtl, passed);
    Verdict verdict = result.verdict();
    if (verdict.mismatch().isPresent()) {
      throw new ScenarioMismatch(WorkRequestHarness.BLOCK, scenario, verdict);
    }
    verdict
        .problem()
        .ifPresent(
            problem -> {
              throw new UsageException("the RTL ended by itself: " + problem);
            });
    return result;
  }

  private PathScenario scenario(String name, Requests requests) {
    int highest = 0;
    requests.rewind();
    while (requests.advance()) {
      highest = Math.max(highest, requests.connection());
    }
    Map<String, Long> all = new LinkedHashMap<>(settings);
    long bits = rtl.manifest(WorkRequestHarness.BLOCK, Map.of()).parameters().get("connectionBits");
    bits = all.getOrDefault("connectionBits", bits);
    // One number more, which no request has, holds everything back until the queue is full.
    while (highest + 1 >= 1L << bits) {
      bits++;
      all.put("connectionBits", bits);
    }
    if (bits > MOST_CONNECTION_BITS) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "%s: the RTL needs a connection number that no request has: connection=%d",
              name,
              highest));
    }
    long queues = all.getOrDefault("numQueues", (long) WorkRequestConfig.DEFAULTS.numQueues());
    return PathScenario.of(name, all, List.of())
        .withPostings(new TracePostings(requests))
        .withHost(PathHostSpec.REFERENCE.withFreshContexts())
        .startingFull((int) queues, (1 << bits) - 1);
  }
}
