package tandem.bench.tx;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import tandem.bench.block.RandomBench;
import tandem.cosim.block.BlockRun;
import tandem.cosim.block.Scenario;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.stream.Offer;
import tandem.cosim.stream.PauseSpec;
import tandem.cosim.tx.LookaheadSchedulerBlock;
import tandem.cosim.tx.LookaheadSchedulerChecker;
import tandem.model.record.DoorbellWrite;
import tandem.model.tx.WorkRequestConfig;

/** Random requests, configurations, pauses and completions on the default hardware. */
@AutoService(Bench.class)
public final class SchedulerRandomBench extends RandomBench<WorkRequestConfig> {
  private static final int SCENARIOS = 24;
  private static final int SEEDS = 100;
  private static final int REQUESTS = 600;
  private static final int EXAMPLE_REQUESTS = 400;

  /** The hardware that the scenarios are for unless they are given other. */
  static final Map<String, Long> DEFAULTS = Map.of("maxWindow", 256L, "connectionBits", 16L);

  /** Before a cache that blocks no hint is dropped. */
  static final Map<String, Long> BLOCKING =
      Map.of("window", 64L, "prefetch", 4L, "nonBlocking", 0L, "batchLimit", 0L);

  private static final int[] WINDOWS = {1, 2, 3, 8, 16, 64, 255, 256};

  private long lagging;
  private long requests;
  private long dropped;

  public SchedulerRandomBench() {
    super(
        "scheduler-random",
        "random requests, windows, limits, scans, pauses and completions",
        new LookaheadSchedulerBlock(),
        SCENARIOS,
        SEEDS);
  }

  @Override
  public void run(BenchRun run) {
    lagging = 0;
    requests = 0;
    dropped = 0;
    super.run(run);
    run.note(
        String.format(
            Locale.ROOT,
            "scheduler-random seed=%d: windows that lag=%d, hints dropped=%d, of requests=%d",
            run.seed(),
            lagging,
            dropped,
            requests));
  }

  @Override
  protected void look(BlockRun<WorkRequestConfig> result, int number) {
    lagging += result.allowance(LookaheadSchedulerChecker.LAGGING);
    dropped += result.allowance(LookaheadSchedulerChecker.DROPPED);
    requests += result.scenario().get(LookaheadSchedulerBlock.DOORBELLS).size();
  }

  @Override
  protected Map<String, Long> hardware(int number, Suite suite) {
    return DEFAULTS;
  }

  @Override
  protected Scenario scenario(Random random, int number, Suite suite, Map<String, Long> hardware) {
    return scenario(random, number, hardware);
  }

  /** Before a cache that blocks, so that no hint may be dropped; all is posted before it starts. */
  @Override
  public Scenario example(Random random) {
    List<DoorbellWrite> doorbells = Doorbells.random(random, EXAMPLE_REQUESTS, 12, 0);
    doorbells.add(0, Doorbells.barrier(EXAMPLE_REQUESTS));
    return LookaheadSchedulerBlock.scenario("example", BLOCKING, doorbells)
        .with(LookaheadSchedulerBlock.COMPLETION_CYCLES, 2 * EXAMPLE_REQUESTS);
  }

  /**
   * A scenario in which everything is random; every fourth has gaps.
   *
   * @param parameters of the hardware
   */
  static Scenario scenario(Random random, int number, Map<String, Long> parameters) {
    long known = 1L << parameters.getOrDefault("connectionBits", 16L);
    int connections = (int) Math.min(known, 1 + random.nextInt(random.nextBoolean() ? 6 : 300));
    List<Offer<DoorbellWrite>> offers = new ArrayList<>();
    int barriers = random.nextInt(3) == 0 ? random.nextInt(150) : 0;
    long after = 0;
    for (DoorbellWrite doorbell : Doorbells.random(random, REQUESTS, connections, barriers)) {
      after += number % 4 == 0 ? random.nextInt(6) : 0;
      offers.add(new Offer<>(after, doorbell));
    }
    return LookaheadSchedulerBlock.scenario(
            "random " + number, settings(random, parameters), List.of())
        .with(LookaheadSchedulerBlock.DOORBELLS, offers)
        .withInitialSeed(random.nextLong())
        .with(LookaheadSchedulerBlock.COMPLETION_CYCLES, 1 + random.nextInt(40))
        .withPause("doorbell", pause(random))
        .withPause("scheduled", pause(random))
        .withPause("hint", pause(random));
  }

  private static Map<String, Long> settings(Random random, Map<String, Long> parameters) {
    Map<String, Long> settings = new LinkedHashMap<>(parameters);
    long maxWindow = parameters.getOrDefault("maxWindow", DEFAULTS.get("maxWindow"));
    settings.put("window", Math.min(maxWindow, WINDOWS[random.nextInt(WINDOWS.length)]));
    settings.put("batchLimit", random.nextInt(3) == 0 ? 1L + random.nextInt(9) : 0);
    settings.put("batchBytes", random.nextInt(3) == 0 ? 1L + random.nextInt(40_000) : 0);
    settings.put("liveScan", (long) random.nextInt(2));
    settings.put("windowCounts", (long) random.nextInt(2));
    settings.put("prefetch", random.nextInt(2) == 0 ? random.nextInt(9) : 0L);
    settings.put("queueFormat", (long) random.nextInt(2));
    settings.put("nonBlocking", (long) random.nextInt(2));
    return settings;
  }

  static PauseSpec pause(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> PauseSpec.NEVER;
      case 1 -> new PauseSpec(PauseSpec.Kind.REGULAR, 1 + random.nextInt(3), 0);
      case 2 -> new PauseSpec(PauseSpec.Kind.RANDOM, random.nextInt(90), random.nextLong());
      default -> new PauseSpec(PauseSpec.Kind.BURSTS, 1 + random.nextInt(40), random.nextLong());
    };
  }
}
