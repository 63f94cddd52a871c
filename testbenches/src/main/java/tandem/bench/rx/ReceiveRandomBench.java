package tandem.bench.rx;

import com.google.auto.service.AutoService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import tandem.bench.block.Example;
import tandem.cosim.block.Scenario;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.rx.ReceivePathBlock;
import tandem.cosim.stream.Mode;
import tandem.cosim.stream.PauseSpec;
import tandem.model.rx.Profile;
import tandem.model.rx.ReceiveConfig;

/** Mixtures of everything under random registers, pauses and hardware. */
@AutoService(Bench.class)
public final class ReceiveRandomBench extends ReceiveBench implements Example<ReceiveConfig> {
  /** Tables and buffers that fill up; the small suite takes the first two. */
  private static final List<Map<String, Long>> HARDWARE =
      List.of(
          Map.of(),
          Map.of("flowEntries", 8L, "flowWays", 8L),
          Map.of("flowEntries", 8L, "flowWays", 2L, "maxIsles", 2L, "storeBeats", 16L),
          Map.of(
              "flowEntries", 16L,
              "flowWays", 1L,
              "maxIsles", 1L,
              "maxFrameBytes", 9216L,
              "frameBufferBeats", 256L),
          Map.of("flowEntries", 256L, "flowWays", 4L, "storeBeats", 64L));

  private static final int SMOKE_SCENARIOS = 24;
  private static final int SMOKE_FRAMES = 250;
  private static final int FULL_SCENARIOS = 20;
  private static final int FULL_FRAMES = 5000;
  private static final int FULL_SEEDS = 100;

  public ReceiveRandomBench() {
    super(
        "receive-random",
        "1 to 2000 flows with everything that can happen, random registers and pauses");
  }

  @Override
  public int seeds(Suite suite) {
    return suite == Suite.SMOKE ? 1 : FULL_SEEDS;
  }

  @Override
  public void run(BenchRun run) {
    boolean isSmoke = run.suite() == Suite.SMOKE;
    int scenarios = isSmoke ? SMOKE_SCENARIOS : FULL_SCENARIOS;
    int sets = run.rtl().isGenerated() ? isSmoke ? 2 : HARDWARE.size() : 1;
    long frames = 0;
    for (int i = 0; i < scenarios; i++) {
      Scenario scenario =
          scenario(
              run.random("scenario " + i),
              i,
              isSmoke ? SMOKE_FRAMES : FULL_FRAMES,
              HARDWARE.get(i % sets));
      checkToTheCycle(run, scenario);
      frames += scenario.get(ReceivePathBlock.FRAMES).size();
    }
    run.note(String.format(Locale.ROOT, "receive-random seed=%d: frames=%d", run.seed(), frames));
  }

  @Override
  public Scenario example(Random random) {
    TrafficMix mix = new TrafficMix(random, 10, 2, 200, 100).add(SMOKE_FRAMES);
    return ReceivePathBlock.scenario("example", settings(Profile.TTO, Map.of()), mix.frames())
        .with(ReceivePathBlock.EVENTS, mix.events());
  }

  /**
   * A scenario in which everything is random; every fourth has no pauses, every other fourth only
   * at its source.
   *
   * @param parameters of the hardware
   */
  static Scenario scenario(Random random, int number, int frames, Map<String, Long> parameters) {
    int flows = 1 + random.nextInt(random.nextInt(3) == 0 ? 2000 : 20);
    int gapCycles = random.nextInt(3) == 0 ? random.nextInt(100) : random.nextInt(4);
    int eventsPerMille = random.nextInt(3) == 0 ? 0 : random.nextInt(20);
    TrafficMix mix =
        new TrafficMix(random, flows, gapCycles, random.nextInt(400), eventsPerMille).add(frames);
    Map<String, Long> settings = new LinkedHashMap<>(parameters);
    settings.putAll(RandomRegisters.any(random, 2 + random.nextInt(8)));
    Scenario scenario =
        ReceivePathBlock.scenario("random " + number, settings, mix.frames())
            .with(ReceivePathBlock.EVENTS, mix.events())
            .withInitialSeed(random.nextLong())
            .withMode(random.nextInt(8) == 0 ? Mode.CYCLE : Mode.STREAM);
    return switch (number % 4) {
      case 0 -> scenario;
      case 1 -> scenario.withPause("in", PauseSpec.any(random));
      default ->
          scenario
              .withPause("in", PauseSpec.any(random))
              .withPause("place", PauseSpec.any(random))
              .withPause("payload", PauseSpec.any(random))
              .withPause("out", PauseSpec.any(random));
    };
  }
}
