package tandem.cosim.workrequest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tandem.cosim.check.MismatchException;
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

  private final RtlSource rtl;
  private final Map<String, Long> settings;
  private final boolean checks;

  /**
   * @param settings parameters and registers by name
   * @param checks whether the model must agree
   */
  public RtlExecution(RtlSource rtl, Map<String, Long> settings, boolean checks) {
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
   * @param in where they come from, for messages
   * @throws MismatchException if the model does not agree
   */
  public void run(Path in, Requests requests, ScheduleWriter out) throws IOException {
    long most = Runtime.getRuntime().maxMemory() / BYTES_A_REQUEST;
    if (checks && requests.size() > most) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "%s: more requests than memory holds the records of for the comparison: requests=%d most=%d; give Java more with TANDEM_JAVA_OPTS=-Xmx..., or take --engine=rtl",
              in,
              requests.size(),
              most));
    }
    PathScenario scenario = scenario(in, requests);
    int barriers = scenario.heldBarriers();
    PassedRequests passed = new PassedRequests(barriers, out);
    PathLog log = execute(scenario, passed);
    passed.accept(log);
    if (passed.count() != requests.size()) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "%s: the RTL stops: requests=%d completed=%d",
              in,
              requests.size(),
              passed.count()));
    }
    Map<String, Long> counters = new LinkedHashMap<>(log.counters());
    counters.merge("requests", (long) -barriers, Long::sum);
    counters.merge("batches", (long) -barriers, Long::sum);
    out.finish(counters, passed.cycles());
  }

  /** Runs a scenario; gives what has passed and was not forgotten. */
  private PathLog execute(PathScenario scenario, PassedRequests passed) {
    WorkRequestHarness harness = new WorkRequestHarness();
    WorkRequestHarness.Result result =
        checks
            ? harness.run(scenario, rtl, TraceWindow.none())
            : harness.drive(scenario, rtl, passed);
    Verdict verdict = result.verdict();
    verdict
        .mismatch()
        .ifPresent(
            m -> {
              throw new MismatchException(m);
            });
    verdict
        .problem()
        .ifPresent(
            problem -> {
              throw new UsageException("the RTL ended by itself: " + problem);
            });
    return result.log().orElseThrow();
  }

  private PathScenario scenario(Path in, Requests requests) {
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
              in,
              highest));
    }
    long queues = all.getOrDefault("numQueues", (long) WorkRequestConfig.DEFAULTS.numQueues());
    return PathScenario.of(in.toString(), all, List.of())
        .withPostings(new TracePostings(requests))
        .startingFull((int) queues, (1 << bits) - 1);
  }
}
