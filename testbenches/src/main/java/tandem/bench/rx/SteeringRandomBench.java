package tandem.bench.rx;

import com.google.auto.service.AutoService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tandem.bench.block.RandomBench;
import tandem.cosim.block.BlockRun;
import tandem.cosim.block.Scenario;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.Suite;
import tandem.cosim.rx.GuestSteeringBlock;
import tandem.cosim.stream.Mode;
import tandem.cosim.stream.PauseSpec;
import tandem.model.rx.GuestSteeringConfig;

/** Random frames and commands over few guests, addresses, groups and connections. */
@AutoService(Bench.class)
public final class SteeringRandomBench extends RandomBench<GuestSteeringConfig> {
  private static final int SCENARIOS = 8;
  private static final int SEEDS = 100;
  private static final int FRAMES = 800;

  /** Tables of the default sizes, full ones, and those of one row and one way. */
  private static final List<Map<String, Long>> SIZES =
      List.of(
          sizes(256, 512, 4, 256, 4, 256, 4),
          sizes(5, 4, 2, 4, 1, 4, 4),
          sizes(1, 4, 4, 4, 4, 8, 1),
          sizes(16, 64, 16, 16, 2, 16, 2));

  public SteeringRandomBench() {
    super(
        "steering-random",
        "random frames and commands: tables that fill up, spoofed, looped back and group frames",
        new GuestSteeringBlock(),
        SCENARIOS,
        SEEDS);
  }

  private static Map<String, Long> sizes(long... values) {
    String[] names = {
      "guests",
      "macEntries",
      "macWays",
      "groupEntries",
      "groupWays",
      "steeringFlows",
      "steeringWays"
    };
    Map<String, Long> sizes = new HashMap<>();
    for (int i = 0; i < names.length; i++) {
      sizes.put(names[i], values[i]);
    }
    return sizes;
  }

  @Override
  protected void look(BlockRun<GuestSteeringConfig> run, int number) {
    requireToTheCycle(run);
  }

  @Override
  protected Map<String, Long> hardware(int number, Suite suite) {
    return SIZES.get(number % SIZES.size());
  }

  @Override
  protected Scenario scenario(Random random, int number, Suite suite, Map<String, Long> hardware) {
    SteeringStimulus stimulus = new SteeringStimulus(random, hardware.get("guests"));
    Map<String, Long> settings = new HashMap<>(hardware);
    settings.put("trustedGuest", stimulus.trustedGuest());
    settings.put("unknownUnicast", (long) random.nextInt(2));
    settings.put("unknownGroup", (long) random.nextInt(2));
    settings.put("defaultGuest", stimulus.anyGuest());
    settings.put("connectionQuota", (long) random.nextInt(3));
    settings.put("watchedGuest", stimulus.anyGuest());
    return Scenario.of("random " + number, settings)
        .with(GuestSteeringBlock.FRAMES, stimulus.frames(FRAMES))
        .with(GuestSteeringBlock.COMMANDS, stimulus.commands(FRAMES))
        .withMode(random.nextInt(6) == 0 ? Mode.CYCLE : Mode.STREAM)
        .withInitialSeed(random.nextLong())
        .withPause("header", PauseSpec.any(random))
        .withPause("command", PauseSpec.any(random))
        .withPause("out", PauseSpec.any(random))
        .withPause("answer", PauseSpec.any(random));
  }
}
