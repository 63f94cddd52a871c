package tandem.bench.tx;

import java.util.LinkedHashMap;
import java.util.Map;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchFailure;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.stream.TraceWindow;
import tandem.cosim.workrequest.PathHostSpec;
import tandem.cosim.workrequest.PathLog;
import tandem.cosim.workrequest.PathScenario;
import tandem.cosim.workrequest.WorkRequestHarness;
import tandem.cosim.workrequest.WorkRequestHarness.Result;

/** What the benches of the work-request path share. */
abstract class PathBench implements Bench {
  /** The one set of hardware parameters that the smoke suite compiles. */
  static final Map<String, Long> SMALL =
      Map.ofEntries(
          Map.entry("queueDepth", 256L),
          Map.entry("maxWindow", 64L),
          Map.entry("cacheEntries", 16L),
          Map.entry("connectionBits", 10L),
          Map.entry("outstandingLoads", 16L),
          Map.entry("parkedRequests", 32L),
          Map.entry("outstandingStores", 16L),
          Map.entry("fetchSlots", 256L),
          Map.entry("executionSlots", 256L));

  /** Host memory near by, in order. */
  static final PathHostSpec NEAR = PathHostSpec.steady(10, 0);

  private final WorkRequestHarness harness = new WorkRequestHarness();

  @Override
  public final String block() {
    return WorkRequestHarness.BLOCK;
  }

  /**
   * Runs a scenario, counts it in, and gives what RTL and model did, which agreed; also in cycles,
   * where they can be predicted.
   */
  final Result check(BenchRun run, PathScenario scenario) {
    Result result = harness.run(scenario, run.rtl(), TraceWindow.none());
    run.judge(WorkRequestHarness.BLOCK, scenario, result.verdict());
    return result;
  }

  /** The log of a result that agreed. */
  static PathLog log(Result result) {
    return result.log().orElseThrow();
  }

  /** Fails the run for a figure that is not what it must be. */
  static void require(boolean holds, String message) {
    if (!holds) {
      throw new BenchFailure(message);
    }
  }

  /** Settings with some more. */
  static Map<String, Long> with(Map<String, Long> settings, Object... more) {
    Map<String, Long> all = new LinkedHashMap<>(settings);
    for (int i = 0; i < more.length; i += 2) {
      all.put((String) more[i], ((Number) more[i + 1]).longValue());
    }
    return all;
  }
}
