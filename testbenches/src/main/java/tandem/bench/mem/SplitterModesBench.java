package tandem.bench.mem;

import com.google.auto.service.AutoService;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.splitter.SplitterScenario;
import tandem.cosim.stream.Mode;

/** Stream mode and per-cycle mode: the same handshakes in the same cycles. */
@AutoService(Bench.class)
public final class SplitterModesBench extends SplitterBench {
  private static final int SCENARIOS = 5;

  @Override
  public String name() {
    return "splitter-modes";
  }

  @Override
  public String about() {
    return "stream mode against per-cycle mode, handshake by handshake";
  }

  @Override
  public int seeds(Suite suite) {
    return suite == Suite.SMOKE ? 1 : 10;
  }

  @Override
  public void run(BenchRun run) {
    for (int i = 0; i < SCENARIOS; i++) {
      SplitterScenario scenario =
          fitting(run, SplitterRandomBench.scenario(run.random("scenario " + i), i));
      var stream = log(check(run, scenario.withMode(Mode.STREAM)));
      var cycle = log(check(run, scenario.withMode(Mode.CYCLE)));
      require(stream.equals(cycle), "the modes differ: scenario=" + scenario.name());
    }
  }
}
