package tandem.bench.workrequest;

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
  private final CacheHarness harness = new CacheHarness();

  /** Runs a scenario, counts it in, and gives what RTL and model did, which agreed. */
  final Result check(BenchRun run, CacheScenario scenario) {
    Result result = harness.run(scenario, run.rtl(), TraceWindow.none());
    run.judge(CacheHarness.BLOCK, scenario, result.verdict());
    return result;
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
