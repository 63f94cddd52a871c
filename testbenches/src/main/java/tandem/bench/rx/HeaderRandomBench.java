package tandem.bench.rx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import tandem.cosim.receive.HeaderHarness;
import tandem.cosim.receive.ReceiveScenario;
import tandem.cosim.receive.StageHarness.Result;
import tandem.cosim.receive.WireFrame;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchFailure;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.Mode;
import tandem.cosim.stream.PauseSpec;
import tandem.cosim.stream.TraceWindow;
import tandem.model.record.HostRun;
import tandem.model.record.SegmentRun;

/** The header builder alone, with units that the model makes of random traffic. */
public final class HeaderRandomBench implements Bench {
  private static final int SCENARIOS = 8;
  private static final int SMOKE_FRAMES = 300;
  private static final int FULL_FRAMES = 3000;

  private final HeaderHarness harness = new HeaderHarness();

  @Override
  public String name() {
    return "header-random";
  }

  @Override
  public String block() {
    return HeaderHarness.BLOCK;
  }

  @Override
  public String about() {
    return "the header builder alone: every header of units made of random traffic";
  }

  @Override
  public int seeds(Suite suite) {
    return suite == Suite.SMOKE ? 1 : 20;
  }

  @Override
  public void run(BenchRun run) {
    int frames = run.suite() == Suite.SMOKE ? SMOKE_FRAMES : FULL_FRAMES;
    for (int i = 0; i < SCENARIOS; i++) {
      ReceiveScenario scenario = scenario(run.random("scenario " + i), i, frames);
      Result<SegmentRun, HostRun> result = harness.run(scenario, run.rtl(), TraceWindow.none());
      run.judge(HeaderHarness.BLOCK, scenario, result.verdict());
      if (i % 2 == 0) {
        requireUnitEveryCycle(result);
      }
    }
  }

  /** Every second one has no pauses; isles and all profiles take turns. */
  static ReceiveScenario scenario(Random random, int number, int frames) {
    Map<String, Long> settings = new LinkedHashMap<>(RandomRegisters.any(random, 8));
    settings.put("enable", 1L);
    settings.put("timeSource", 1L);
    settings.put("checksumMode", number % 4 == 3 ? 1L : 0L);
    List<WireFrame> traffic =
        new TrafficMix(random, 1 + random.nextInt(40), 3, random.nextInt(300), 0)
            .add(frames)
            .frames();
    ReceiveScenario scenario =
        ReceiveScenario.of("units " + number, settings, traffic)
            .withInitialSeed(random.nextLong())
            .withMode(number == SCENARIOS - 1 ? Mode.CYCLE : Mode.STREAM);
    return number % 2 == 0
        ? scenario
        : scenario.withPauses(
            PauseSpec.any(random), PauseSpec.NEVER, PauseSpec.NEVER, PauseSpec.any(random));
  }

  private static void requireUnitEveryCycle(Result<SegmentRun, HostRun> result) {
    List<Beat<HostRun>> out = result.out();
    long cycles = out.get(out.size() - 1).cycle() - out.get(0).cycle() + 1;
    if (cycles != out.size()) {
      throw new BenchFailure(
          String.format(Locale.ROOT, "a unit a cycle: units=%d cycles=%d", out.size(), cycles));
    }
  }
}
