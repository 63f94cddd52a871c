package tandem.bench.tx;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import tandem.bench.block.RandomBench;
import tandem.cosim.block.Scenario;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.stream.Offer;
import tandem.cosim.stream.RunLog;
import tandem.cosim.tx.FetchMemorySpec;
import tandem.cosim.tx.WorkRequestFetchBlock;
import tandem.model.record.RequestInContext;
import tandem.model.record.WorkRequest;
import tandem.model.tx.QueueFormat;
import tandem.model.tx.WorkRequestConfig;

/** Random batches, memory and pauses on the fetch of descriptors, and its greatest rate. */
@AutoService(Bench.class)
public final class FetchRandomBench extends RandomBench<WorkRequestConfig> {
  private static final int SCENARIOS = 12;
  private static final int SEEDS = 50;
  private static final int REQUESTS = 500;
  private static final int STEADY_REQUESTS = 4000;
  private static final long SMALL_SLOTS = 3;
  private static final long[] SLOTS = {1, 2, 3, 8, 64, 512};

  /** Cycles from the acceptance of a request to its fetch, and from a line to its request. */
  private static final int PIPELINE_CYCLES = 8;

  public FetchRandomBench() {
    super(
        "fetch-random",
        "random batches, queues, order and failures of lines, pauses; a request a cycle",
        new WorkRequestFetchBlock(),
        SCENARIOS,
        SEEDS);
  }

  @Override
  public void run(BenchRun run) {
    super.run(run);
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

  /** Requests a cycle, which must not be fewer than one but for the first line's way. */
  private double rate(BenchRun run, String name, List<RequestInContext> requests) {
    FetchMemorySpec memory = FetchMemorySpec.REFERENCE;
    Scenario scenario =
        WorkRequestFetchBlock.scenario(name, Map.of(), Offer.atOnce(requests), memory);
    RunLog log = check(run, scenario).log();
    long[] taken = cycles(log.beats("in", RequestInContext.class));
    long[] given = cycles(log.beats("out", WorkRequest.class));
    int last = requests.size() - 1;
    long most = requests.size() + memory.latencyCycles() + PIPELINE_CYCLES;
    require(
        given[last] - taken[0] <= most,
        String.format(
            Locale.ROOT,
            "%s: %d requests took %d cycles, more than %d",
            name,
            requests.size(),
            given[last] - taken[0],
            most));
    return (double) last / (given[last] - given[0]);
  }

  @Override
  protected Map<String, Long> hardware(int number, Suite suite) {
    return Map.of("fetchSlots", suite == Suite.SMOKE ? SMALL_SLOTS : SLOTS[number % SLOTS.length]);
  }

  @Override
  protected Scenario scenario(Random random, int number, Suite suite, Map<String, Long> hardware) {
    return scenario(random, number, hardware);
  }

  /** A scenario in which everything is random; every fourth has gaps. */
  static Scenario scenario(Random random, int number, Map<String, Long> parameters) {
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
    return WorkRequestFetchBlock.scenario("random " + number, settings, offers, memory)
        .withInitialSeed(random.nextLong())
        .withPause("in", SchedulerRandomBench.pause(random))
        .withPause("out", SchedulerRandomBench.pause(random))
        .withPause("fetch", SchedulerRandomBench.pause(random))
        .withPause("fetchBeat", SchedulerRandomBench.pause(random));
  }
}
