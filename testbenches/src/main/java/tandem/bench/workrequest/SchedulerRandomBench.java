package tandem.bench.workrequest;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.stream.Offer;
import tandem.cosim.stream.PauseSpec;
import tandem.cosim.workrequest.SchedulerHarness.Result;
import tandem.cosim.workrequest.SchedulerScenario;
import tandem.model.record.DoorbellWrite;

/** Random requests, configurations, pauses and completions on the default hardware. */
@AutoService(Bench.class)
public final class SchedulerRandomBench extends SchedulerBench {
  private static final int SCENARIOS = 24;
  private static final int REQUESTS = 600;

  /** The hardware that the scenarios are for unless they are given other. */
  static final Map<String, Long> DEFAULTS = Map.of("maxWindow", 256L, "connectionBits", 16L);

  private static final int[] WINDOWS = {1, 2, 3, 8, 16, 64, 255, 256};

  @Override
  public String name() {
    return "scheduler-random";
  }

  @Override
  public String about() {
    return "random requests, windows, limits, scans, pauses and completions";
  }

  @Override
  public int seeds(Suite suite) {
    return suite == Suite.SMOKE ? 1 : 100;
  }

  @Override
  public void run(BenchRun run) {
    long lagging = 0;
    long requests = 0;
    long dropped = 0;
    Map<String, Long> parameters =
        run.rtl().isGenerated() ? Map.of() : run.parameters(block(), DEFAULTS);
    for (int i = 0; i < SCENARIOS; i++) {
      Result result = check(run, scenario(run.random("scenario " + i), i, parameters));
      lagging += result.laggingWindows();
      dropped += result.droppedHints();
      requests += log(result).scheduled().size();
    }
    run.note(
        String.format(
            Locale.ROOT,
            "scheduler-random seed=%d: windows that lag=%d, hints dropped=%d, of requests=%d",
            run.seed(),
            lagging,
            dropped,
            requests));
  }

  /**
   * A scenario in which everything is random; every fourth has gaps.
   *
   * @param parameters of the hardware
   */
  static SchedulerScenario scenario(Random random, int number, Map<String, Long> parameters) {
    long known = 1L << parameters.getOrDefault("connectionBits", 16L);
    int connections = (int) Math.min(known, 1 + random.nextInt(random.nextBoolean() ? 6 : 300));
    List<Offer<DoorbellWrite>> offers = new ArrayList<>();
    int barriers = random.nextInt(3) == 0 ? random.nextInt(150) : 0;
    long after = 0;
    for (DoorbellWrite doorbell : Doorbells.random(random, REQUESTS, connections, barriers)) {
      after += number % 4 == 0 ? random.nextInt(6) : 0;
      offers.add(new Offer<>(after, doorbell));
    }
    return SchedulerScenario.of("random " + number, settings(random, parameters), List.of())
        .withDoorbells(offers)
        .withInitialSeed(random.nextLong())
        .withCompletionCycles(1 + random.nextInt(40))
        .withPauses(pause(random), pause(random), pause(random));
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
