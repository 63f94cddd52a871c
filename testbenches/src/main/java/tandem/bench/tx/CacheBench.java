package tandem.bench.tx;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchFailure;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.stream.TraceWindow;
import tandem.cosim.workrequest.CacheHarness;
import tandem.cosim.workrequest.CacheHarness.Result;
import tandem.cosim.workrequest.CacheLog;
import tandem.cosim.workrequest.CacheScenario;

/** What the benches of the context cache share. */
abstract class CacheBench implements Bench {
  private static final List<String> CACHE_PARAMETERS =
      List.of(
          "cacheEntries",
          "cacheWays",
          "connectionBits",
          "outstandingLoads",
          "parkedRequests",
          "outstandingStores");

  private final CacheHarness harness = new CacheHarness();

  @Override
  public final String block() {
    return CacheHarness.BLOCK;
  }

  /** Runs a scenario, counts it in, and gives what RTL and model did, which agreed. */
  final Result check(BenchRun run, CacheScenario scenario) {
    Result result = harness.run(scenario, run.rtl(), TraceWindow.none());
    run.judge(CacheHarness.BLOCK, scenario, result.verdict());
    return result;
  }

  /**
   * Whether the hardware can have these parameters: generated, any; else what it has.
   *
   * @param parameters those that matter
   */
  final boolean isFor(BenchRun run, Map<String, Long> parameters) {
    return run.rtl().isGenerated()
        || parameters.entrySet().stream()
            .allMatch(e -> e.getValue().equals(own(run).get(e.getKey())));
  }

  /** Tries hardware that a bench is not meant for in one random scenario, and says so. */
  final void tryAnyway(BenchRun run) {
    run.note(name() + ": one random scenario only, since --rtl is as it is");
    check(run, CacheRandomBench.scenario(run.random("as it is"), "as it is", own(run)));
  }

  /** The parameters that hardware which is not generated has. */
  static Map<String, Long> own(BenchRun run) {
    Map<String, Long> parameters = new TreeMap<>();
    for (String name : CACHE_PARAMETERS) {
      parameters.put(name, run.rtl().manifest(CacheHarness.BLOCK, Map.of()).parameters().get(name));
    }
    return parameters;
  }

  /** The log of a result that agreed. */
  static CacheLog log(Result result) {
    return result.log().orElseThrow();
  }

  /** Fails the run for a figure that is not what it must be. */
  static void require(boolean holds, String message) {
    if (!holds) {
      throw new BenchFailure(message);
    }
  }
}
