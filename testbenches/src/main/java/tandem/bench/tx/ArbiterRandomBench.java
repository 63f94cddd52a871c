package tandem.bench.tx;

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
import tandem.cosim.stream.Mode;
import tandem.cosim.stream.PauseSpec;
import tandem.cosim.tx.GuestArbiterBlock;
import tandem.model.tx.GuestArbiterConfig;

/** Random page writes, commands and picks over few guests, or all. */
@AutoService(Bench.class)
public final class ArbiterRandomBench extends RandomBench<GuestArbiterConfig> {
  private static final int SCENARIOS = 8;
  private static final int SEEDS = 100;

  /** As many guests and scanners as there can be, and as few. */
  private static final List<Map<String, Long>> SIZES =
      List.of(
          Map.of("guests", 256L, "guestDepth", 64L, "numQueues", 16L, "connectionBits", 16L),
          Map.of("guests", 5L, "guestDepth", 4L, "numQueues", 3L, "connectionBits", 4L),
          Map.of("guests", 1L, "guestDepth", 2L, "numQueues", 1L, "connectionBits", 1L),
          Map.of("guests", 16L, "guestDepth", 256L, "numQueues", 2L, "connectionBits", 24L));

  /** Quanta and slices that the scenario may have; with rates only the first of them. */
  private static final long[] SIZE_BYTES = {0, 64, 128, 1024, 4096, 65536};

  private static final int LIMITED_SIZES = 5;
  private static final long MOST_BYTES = 1 << 20;
  private static final long MOST_LIMITED_BYTES = 1 << 14;

  /** Half of the scenarios have many requests of few slices and turns, half few of many. */
  private static final int MANY_PAGES = 800;

  private static final long FEW_STEPS = 16;
  private static final int FEW_PAGES = 60;
  private static final long MANY_STEPS = 1024;

  public ArbiterRandomBench() {
    super(
        "arbiter-random",
        "random page writes, commands and picks: full rings, debts, rates, urgent guests, slices",
        new GuestArbiterBlock(),
        SCENARIOS,
        SEEDS);
  }

  /** A request of so many bytes is neither granted nor paid for in more steps than that. */
  private static long mostBytes(boolean isLimited, long quantumBytes, long sliceBytes, long steps) {
    if (quantumBytes == 0 && sliceBytes == 0 && !isLimited) {
      return 0xFFFF_FFFFL;
    }
    long most = isLimited ? MOST_LIMITED_BYTES : MOST_BYTES;
    long bySlices = sliceBytes == 0 ? most : steps * sliceBytes;
    long byTurns = quantumBytes == 0 ? most : steps * quantumBytes;
    return Math.min(most, Math.min(bySlices, byTurns));
  }

  @Override
  protected void look(BlockRun<GuestArbiterConfig> run, int number) {
    requireToTheCycle(run);
  }

  @Override
  protected Map<String, Long> hardware(int number, Suite suite) {
    return SIZES.get(number % SIZES.size());
  }

  @Override
  protected Scenario scenario(Random random, int number, Suite suite, Map<String, Long> hardware) {
    boolean isLimited = random.nextBoolean();
    int sizes = isLimited ? LIMITED_SIZES : SIZE_BYTES.length;
    long quantumBytes = SIZE_BYTES[random.nextInt(sizes)];
    long sliceBytes = SIZE_BYTES[random.nextInt(sizes)];
    boolean isLong = number % SCENARIOS >= SIZES.size();
    int pages = isLong ? FEW_PAGES : MANY_PAGES;
    long most = mostBytes(isLimited, quantumBytes, sliceBytes, isLong ? MANY_STEPS : FEW_STEPS);
    ArbiterStimulus stimulus = new ArbiterStimulus(random, hardware, isLimited, most);
    Map<String, Long> settings = new HashMap<>(hardware);
    settings.put("trustedGuest", stimulus.trustedGuest());
    settings.put("scanners", (long) random.nextInt(hardware.get("numQueues").intValue() + 1));
    settings.put("quantumBytes", quantumBytes);
    settings.put("sliceBytes", sliceBytes);
    settings.put("switchCycles", random.nextInt(3) == 0 ? (long) random.nextInt(20) : 0);
    settings.put("watchedGuest", (long) stimulus.anyGuest());
    return Scenario.of("random " + number, settings)
        .with(GuestArbiterBlock.PAGES, stimulus.pages(pages))
        .with(GuestArbiterBlock.COMMANDS, stimulus.commands(stimulus.enabledCycles() + pages))
        .with(GuestArbiterBlock.PICKS, stimulus.picks())
        .withMode(random.nextInt(6) == 0 ? Mode.CYCLE : Mode.STREAM)
        .withInitialSeed(random.nextLong())
        .withPause("page", PauseSpec.any(random))
        .withPause("command", PauseSpec.any(random))
        .withPause("picked", PauseSpec.any(random))
        .withPause("out", PauseSpec.any(random))
        .withPause("answer", PauseSpec.any(random))
        .withPause("reject", PauseSpec.any(random));
  }
}
