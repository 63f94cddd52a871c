package tandem.bench.tx;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.workrequest.PathScenario;
import tandem.cosim.workrequest.WorkRequestHarness.Result;
import tandem.model.record.DoorbellWrite;
import tandem.model.record.WorkOp;

/**
 * Batches and loads where the specification has formulas, and the execution without time. Nothing
 * here depends on how long a load takes.
 */
@AutoService(Bench.class)
public final class PathClosedFormBench extends PathBench {
  private static final int TIMES = 12;

  private static final int DISTANCE = 20;
  private static final int PAIR_GROUPS = 4;
  private static final int UNKNOWN = 1023;
  private static final int CACHED = 16;
  private static final int BLOCKING_SCENARIOS = 12;
  private static final int REQUESTS = 800;
  private static final long[] WINDOWS = {1, 2, 8, 16, 64};

  @Override
  public String name() {
    return "path-closed-forms";
  }

  @Override
  public String about() {
    return "batches and loads by the formulas; without passing, equal to the execution without time";
  }

  @Override
  public int seeds(Suite suite) {
    return suite == Suite.SMOKE ? 1 : 20;
  }

  @Override
  public void run(BenchRun run) {
    for (int connections : new int[] {CACHED + 1, 2 * CACHED}) {
      for (int limit : new int[] {0, 1, 2, 8}) {
        for (long window : new long[] {1, connections, connections + 1, 3 * connections}) {
          roundRobin(run, connections, Math.min(64, window), limit);
        }
      }
    }
    for (long window : new long[] {1, DISTANCE, DISTANCE + 1, 2 * DISTANCE}) {
      pairs(run, window);
    }
    for (int i = 0; i < BLOCKING_SCENARIOS; i++) {
      blocking(run, run.random("blocking " + i), i);
    }
  }

  private void roundRobin(BenchRun run, int connections, long window, int limit) {
    long reach = 1 + (window - 1) / connections;
    long batch = Math.min(TIMES, Math.min(limit == 0 ? TIMES : limit, reach));
    long misses = connections * ((TIMES + batch - 1) / batch);
    String name =
        String.format(
            Locale.ROOT,
            "round robin over %d, window=%d batchLimit=%d",
            connections,
            window,
            limit);
    Map<String, Long> settings = with(SMALL, "window", window, "batchLimit", limit);
    requireLoads(run, name, settings, Doorbells.roundRobin(connections, TIMES), misses);
  }

  private void pairs(BenchRun run, long window) {
    int pairs = DISTANCE * PAIR_GROUPS;
    long misses = window > DISTANCE ? pairs : 2L * pairs;
    String name = String.format(Locale.ROOT, "pairs at distance %d, window=%d", DISTANCE, window);
    requireLoads(
        run,
        name,
        with(SMALL, "window", window),
        Doorbells.bindThenSend(DISTANCE, PAIR_GROUPS),
        misses);
  }

  /** Both with and without passing: the formulas do not depend on it. */
  private void requireLoads(
      BenchRun run,
      String what,
      Map<String, Long> settings,
      List<DoorbellWrite> doorbells,
      long misses) {
    for (int nonBlocking = 0; nonBlocking < 2; nonBlocking++) {
      String name = what + ", nonBlocking=" + nonBlocking;
      Map<String, Long> all = with(settings, "nonBlocking", nonBlocking);
      PathScenario scenario =
          PathScenario.of(name, all, doorbells).withHost(NEAR).startingFull(1, UNKNOWN);
      Result result = check(run, scenario);
      long actual = log(result).counters().get("misses");
      require(
          actual == misses,
          String.format(Locale.ROOT, "%s: misses expected=%d actual=%d", name, misses, actual));
      long lagging = result.allowances().get("windows that lag");
      require(lagging == 0, String.format(Locale.ROOT, "%s: windows that lag=%d", name, lagging));
      if (nonBlocking == 0) {
        requireAbstract(scenario, result);
      }
    }
  }

  private void blocking(BenchRun run, Random random, int number) {
    Map<String, Long> settings =
        with(
            SMALL,
            "nonBlocking",
            0,
            "window",
            WINDOWS[random.nextInt(WINDOWS.length)],
            "batchLimit",
            random.nextInt(2) * random.nextInt(9),
            "replacement",
            number % 3,
            "prefetch",
            random.nextInt(2) * random.nextInt(9),
            "queueFormat",
            random.nextInt(2),
            "windowCounts",
            random.nextInt(2),
            "readCycles",
            0);
    int connections = 1 + random.nextInt(random.nextBoolean() ? 24 : 200);
    List<DoorbellWrite> doorbells = new java.util.ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      int op = random.nextInt(WorkOp.values().length);
      boolean fence = random.nextInt(20) == 0;
      doorbells.add(
          new DoorbellWrite(
              0, random.nextInt(connections), op, 64, fence, false, false, random.nextLong()));
    }
    String name = String.format(Locale.ROOT, "blocking %d, %s", number, settings);
    PathScenario scenario =
        PathScenario.of(name, settings, doorbells).withHost(NEAR).startingFull(1, UNKNOWN);
    requireAbstract(scenario, check(run, scenario));
  }

  private static void requireAbstract(PathScenario scenario, Result result) {
    String difference = AbstractExecution.difference(scenario, result);
    require(
        difference.isEmpty(), String.format(Locale.ROOT, "%s: %s", scenario.name(), difference));
  }
}
