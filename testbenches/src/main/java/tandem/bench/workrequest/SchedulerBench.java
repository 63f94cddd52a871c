package tandem.bench.workrequest;

import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchFailure;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.stream.TraceWindow;
import tandem.cosim.workrequest.SchedulerHarness;
import tandem.cosim.workrequest.SchedulerHarness.Result;
import tandem.cosim.workrequest.SchedulerLog;
import tandem.cosim.workrequest.SchedulerScenario;

/** What the benches of the look-ahead scheduler share. */
abstract class SchedulerBench implements Bench {
  private final SchedulerHarness harness = new SchedulerHarness();

  @Override
  public final String block() {
    return SchedulerHarness.BLOCK;
  }

  /** Runs a scenario, counts it in, and gives what RTL and model did, which agreed. */
  final Result check(BenchRun run, SchedulerScenario scenario) {
    Result result = harness.run(scenario, run.rtl(), TraceWindow.none());
    run.judge(SchedulerHarness.BLOCK, scenario, result.verdict());
    return result;
  }

  /** The log of a result that agreed. */
  static SchedulerLog log(Result result) {
    return result.log().orElseThrow();
  }

  /** Fails the run for a figure that is not what it must be. */
  static void require(boolean holds, String message) {
    if (!holds) {
      throw new BenchFailure(message);
    }
  }
}
