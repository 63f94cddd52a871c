package tandem.bench.rx;

import com.google.auto.service.AutoService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tandem.bench.block.RandomBench;
import tandem.cosim.block.BlockRun;
import tandem.cosim.block.Scenario;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.Suite;
import tandem.cosim.rx.HeaderBuilderBlock;
import tandem.cosim.rx.ReceiveStage;
import tandem.cosim.rx.WireFrame;
import tandem.cosim.stream.Mode;
import tandem.cosim.stream.PauseSpec;
import tandem.model.record.HostRun;
import tandem.model.rx.ReceiveConfig;

/** The header builder alone, with units that the model makes of random traffic. */
@AutoService(Bench.class)
public final class HeaderRandomBench extends RandomBench<ReceiveConfig> {
  private static final int SCENARIOS = 8;
  private static final int SEEDS = 20;
  private static final int SMOKE_FRAMES = 300;
  private static final int FULL_FRAMES = 3000;

  public HeaderRandomBench() {
    super(
        "header-random",
        "the header builder alone: every header of units made of random traffic",
        new HeaderBuilderBlock(),
        SCENARIOS,
        SEEDS);
  }

  @Override
  protected void look(BlockRun<ReceiveConfig> run, int number) {
    if (number % 2 == 0) {
      requireEveryCycle(run.log().beats("out", HostRun.class), "units");
    }
  }

  @Override
  protected Scenario scenario(Random random, int number, Suite suite, Map<String, Long> hardware) {
    return scenario(random, number, suite == Suite.SMOKE ? SMOKE_FRAMES : FULL_FRAMES);
  }

  /** Every second one has no pauses; isles and all profiles take turns. */
  static Scenario scenario(Random random, int number, int frames) {
    Map<String, Long> settings = new LinkedHashMap<>(RandomRegisters.any(random, 8));
    settings.put("enable", 1L);
    settings.put("timeSource", 1L);
    settings.put("checksumMode", number % 4 == 3 ? 1L : 0L);
    List<WireFrame> traffic =
        new TrafficMix(random, 1 + random.nextInt(40), 3, random.nextInt(300), 0)
            .add(frames)
            .frames();
    Scenario scenario =
        ReceiveStage.scenario("units " + number, settings, traffic)
            .withInitialSeed(random.nextLong())
            .withMode(number == SCENARIOS - 1 ? Mode.CYCLE : Mode.STREAM);
    return number % 2 == 0
        ? scenario
        : scenario.withPause("in", PauseSpec.any(random)).withPause("out", PauseSpec.any(random));
  }
}
