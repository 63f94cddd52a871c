package tandem.bench.mem;

import com.google.auto.service.AutoService;
import tandem.cosim.block.Scenario;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.stream.Mode;
import tandem.cosim.stream.RunLog;

/** Stream mode and per-cycle mode: the same handshakes in the same cycles. */
@AutoService(Bench.class)
public final class SplitterModesBench extends SplitterBench {
  private static final int SCENARIOS = 5;

  public SplitterModesBench() {
    super("splitter-modes", "stream mode against per-cycle mode, handshake by handshake");
  }

  @Override
  public int seeds(Suite suite) {
    return suite == Suite.SMOKE ? 1 : 10;
  }

  @Override
  public void run(BenchRun run) {
    for (int i = 0; i < SCENARIOS; i++) {
      Scenario scenario =
          SplitterRandomBench.scenario(
              run.random("scenario " + i), i, run.parameters(block(), WIDTHS));
      RunLog stream = check(run, scenario.withMode(Mode.STREAM)).log();
      RunLog cycle = check(run, scenario.withMode(Mode.CYCLE)).log();
      require(stream.equals(cycle), "the modes differ: scenario=" + scenario.name());
    }
  }
}
