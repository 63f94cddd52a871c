package tandem.bench.workrequest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchFailure;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.stream.Offer;
import tandem.cosim.stream.TraceWindow;
import tandem.cosim.workrequest.FetchHarness;
import tandem.cosim.workrequest.FetchLog;
import tandem.cosim.workrequest.FetchMemorySpec;
import tandem.cosim.workrequest.FetchScenario;
import tandem.model.record.RequestInContext;
import tandem.model.tx.QueueFormat;

/** Random batches, memory and pauses on the fetch of descriptors, and its greatest rate. */
public final class FetchRandomBench implements Bench {
  private static final int SCENARIOS = 12;
  private static final int REQUESTS = 500;
  private static final int STEADY_REQUESTS = 4000;
  private static final long SMALL_SLOTS = 3;
  private static final long[] SLOTS = {1, 2, 3, 8, 64, 512};

  /** Cycles from the acceptance of a request to its fetch, and from a line to its request. */
  private static final int PIPELINE_CYCLES = 8;

  private final FetchHarness harness = new FetchHarness();

  @Override
  public String name() {
    return "fetch-random";
  }

  @Override
  public String block() {
    return FetchHarness.BLOCK;
  }

  @Override
  public String about() {
    return "random batches, queues, order and failures of lines, pauses; a request a cycle";
  }

  @Override
  public int seeds(Suite suite) {
    return suite == Suite.SMOKE ? 1 : 50;
  }

  @Override
  public void run(BenchRun run) {
    for (int i = 0; i < SCENARIOS; i++) {
      Random random = run.random("scenario " + i);
      long slots = run.suite() == Suite.SMOKE ? SMALL_SLOTS : SLOTS[i % SLOTS.length];
      check(run, scenario(random, i, run.parameters(block(), Map.of("fetchSlots", slots))));
    }
    Random random = run.random("steady");
    double singles = rate(run, "a line each", ContextRequests.singles(random, STEADY_REQUESTS));
    double shared = rate(run, "lines shared", ContextRequests.run(random, STEADY_REQUESTS));
    run.note(
        String.format(
            Locale.ROOT,
            "fetch-random seed=%d: requests a cycle at 225 cycles: a line each=%.4f, lines"
                + " shared=%.4f",
            run.seed(),
            singles,
            shared));
  }

  private FetchLog check(BenchRun run, FetchScenario scenario) {
    FetchHarness.Result<FetchLog> result = harness.run(scenario, run.rtl(), TraceWindow.none());
    run.judge(FetchHarness.BLOCK, scenario, result.verdict());
    return result.log().orElseThrow();
  }

  /** Requests a cycle, which must not be fewer than one but for the first line's way. */
  private double rate(BenchRun run, String name, List<RequestInContext> requests) {
    FetchMemorySpec memory = FetchMemorySpec.REFERENCE;
    FetchScenario scenario =
        FetchScenario.of(name, Map.of(), ContextRequests.atOnce(requests), memory);
    FetchLog log = check(run, scenario);
    long cycles = log.out().get(requests.size() - 1).cycle() - log.in().get(0).cycle();
    long most = requests.size() + memory.latencyCycles() + PIPELINE_CYCLES;
    if (cycles > most) {
      throw new BenchFailure(
          String.format(
              Locale.ROOT,
              "%s: %d requests took %d cycles, more than %d",
              name,
              requests.size(),
              cycles,
              most));
    }
    long steady = log.out().get(requests.size() - 1).cycle() - log.out().get(0).cycle();
    return (requests.size() - 1.0) / steady;
  }

  /** A scenario in which everything is random; every fourth has gaps. */
  static FetchScenario scenario(Random random, int number, Map<String, Long> parameters) {
    QueueFormat format = number % 6 == 5 ? QueueFormat.WR : QueueFormat.CID;
    List<Offer<RequestInContext>> offers = new ArrayList<>();
    long after = 0;
    int connections = random.nextBoolean() ? 3 : 200;
    for (RequestInContext request : ContextRequests.random(random, REQUESTS, connections, format)) {
      after += number % 4 == 0 ? random.nextInt(40) : 0;
      offers.add(new Offer<>(after, request));
    }
    Map<String, Long> settings = new LinkedHashMap<>(parameters);
    settings.put("queueFormat", (long) format.ordinal());
    settings.put("liveScan", (long) random.nextInt(2));
    FetchMemorySpec memory =
        new FetchMemorySpec(
            1 + random.nextInt(random.nextBoolean() ? 3 : 200),
            random.nextInt(3) == 0 ? 0 : random.nextInt(300),
            random.nextInt(20),
            random.nextInt(20),
            random.nextLong());
    return FetchScenario.of("random " + number, settings, offers, memory)
        .withInitialSeed(random.nextLong())
        .withPauses(
            SchedulerRandomBench.pause(random),
            SchedulerRandomBench.pause(random),
            SchedulerRandomBench.pause(random),
            SchedulerRandomBench.pause(random));
  }
}
