package tandem.bench.mem;

import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchFailure;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.splitter.SplitterHarness;
import tandem.cosim.splitter.SplitterHarness.Result;
import tandem.cosim.splitter.SplitterLog;
import tandem.cosim.splitter.SplitterScenario;
import tandem.cosim.stream.TraceWindow;

/** What the benches of the alignment splitter share. */
abstract class SplitterBench implements Bench {
  private final SplitterHarness harness = new SplitterHarness();

  /** Runs a scenario, counts it in, and gives what RTL and model did, which agreed. */
  final Result check(BenchRun run, SplitterScenario scenario) {
    Result result = harness.run(scenario, run.rtl(), TraceWindow.none());
    run.judge(SplitterHarness.BLOCK, scenario, result.verdict());
    return result;
  }

  /** The log of a result that agreed. */
  static SplitterLog log(Result result) {
    return result.log().orElseThrow();
  }

  /** Fails the run for a figure that is not what it must be. */
  static void require(boolean holds, String message) {
    if (!holds) {
      throw new BenchFailure(message);
    }
  }
}
