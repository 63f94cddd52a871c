package tandem.bench.tx;

import com.google.auto.service.AutoService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.workrequest.PathTiming;
import tandem.cosim.workrequest.WorkRequestHarness.Result;

/**
 * Random requests, configurations, hosts, pauses and commands on the whole path. Behind every
 * fourth scenario follows one that is steady, so that its cycles can be predicted; of the others
 * that happens to few.
 */
@AutoService(Bench.class)
public final class PathRandomBench extends PathBench {
  private static final int SMOKE_SCENARIOS = 16;
  private static final int SMOKE_REQUESTS = 600;
  private static final int FULL_SCENARIOS = 5;
  private static final int FULL_REQUESTS = 40_000;
  private static final int FULL_SEEDS = 52;

  /** Scenarios for each one that is steady besides. */
  private static final int FOR_EACH_STEADY = 4;

  /** One of three scenarios has faults. */
  private static final int FAULTY = 3;

  @Override
  public String name() {
    return "path-random";
  }

  @Override
  public String about() {
    return "random requests, configurations, memories, pauses, commands and faults on the whole"
        + " path";
  }

  @Override
  public int seeds(Suite suite) {
    return suite == Suite.SMOKE ? 1 : FULL_SEEDS;
  }

  @Override
  public void run(BenchRun run) {
    boolean smoke = run.suite() == Suite.SMOKE;
    Random random = run.random("hardware");
    Map<String, Long> parameters =
        smoke || !run.rtl().isGenerated()
            ? run.parameters(block(), SMALL)
            : PathHardware.SETS.get(random.nextInt(PathHardware.SETS.size()));
    int scenarios = smoke ? SMOKE_SCENARIOS : FULL_SCENARIOS;
    int requests = smoke ? SMOKE_REQUESTS : FULL_REQUESTS;
    Map<String, Long> uses = new LinkedHashMap<>();
    long predicted = 0;
    for (int i = 0; i < scenarios; i++) {
      PathTraffic traffic = new PathTraffic(run.random("scenario " + i), parameters);
      String name = "random " + i;
      Result result = check(run, traffic.scenario(name, requests, i % FAULTY == FAULTY - 1));
      result.allowances().forEach((what, count) -> uses.merge(what, count, Long::sum));
      predicted += predicted(result);
      if (i % FOR_EACH_STEADY == 0) {
        predicted += steady(run, i, parameters, requests);
      }
    }
    require(predicted > 0, "path-random: the cycles of no request were compared");
    run.note(
        String.format(
            Locale.ROOT,
            "path-random seed=%d: requests=%d, cycles compared of requests=%d, freedoms used: %s",
            run.seed(),
            scenarios * requests,
            predicted,
            List.copyOf(uses.entrySet())));
  }

  private long steady(BenchRun run, int number, Map<String, Long> parameters, int requests) {
    String name = "steady " + number;
    PathTraffic traffic = new PathTraffic(run.random(name), parameters);
    long predicted = predicted(check(run, traffic.steady(name, requests)));
    require(predicted == requests, name + ": cycles compared of requests=" + predicted);
    return predicted;
  }

  private static long predicted(Result result) {
    return result.timing().map(PathTiming::requests).orElse(0L);
  }
}
