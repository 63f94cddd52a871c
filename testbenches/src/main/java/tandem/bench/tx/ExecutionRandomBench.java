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
import tandem.cosim.tx.ExecutionStubBlock;
import tandem.model.record.Completion;
import tandem.model.record.LoadedEvent;
import tandem.model.record.WorkOp;
import tandem.model.record.WorkRequest;
import tandem.model.record.WorkStatus;
import tandem.model.tx.WorkRequestConfig;

/** Random requests of every status, failures, loads and pauses on the execution stub. */
@AutoService(Bench.class)
public final class ExecutionRandomBench extends RandomBench<WorkRequestConfig> {
  private static final int SCENARIOS = 12;
  private static final int SEEDS = 50;
  private static final int REQUESTS = 800;
  private static final int STEADY_REQUESTS = 4000;
  private static final int CONTEXTS = 16;
  private static final int OP_CODES = 8;
  private static final int READ_CYCLES = 225;
  private static final long SMALL_SLOTS = 5;
  private static final long[] SLOTS = {1, 2, 5, 64, 256, 512};
  private static final int[] READS = {0, 1, 2, 17, READ_CYCLES, 1000};

  /** Cycles from a request to its completion that are the stub's own. */
  private static final int PIPELINE_CYCLES = 4;

  public ExecutionRandomBench() {
    super(
        "execution-random",
        "random requests, statuses, failures, loads, reads and pauses; a request a cycle",
        new ExecutionStubBlock(),
        SCENARIOS,
        SEEDS);
  }

  @Override
  public void run(BenchRun run) {
    super.run(run);
    List<String> rates = new ArrayList<>();
    for (int percent : new int[] {0, 30, 100}) {
      double rate = steadyRate(run, percent);
      rates.add(String.format(Locale.ROOT, "reads %d %%=%.4f", percent, rate));
    }
    run.note(
        String.format(
            Locale.ROOT,
            "execution-random seed=%d: requests a cycle: %s",
            run.seed(),
            String.join(", ", rates)));
  }

  @Override
  protected Scenario scenario(Random random, int number, Suite suite, Map<String, Long> hardware) {
    long slots = suite == Suite.SMOKE ? SMALL_SLOTS : SLOTS[number % SLOTS.length];
    return scenario(
        random, number, Map.of("executionSlots", slots, "cacheEntries", (long) CONTEXTS));
  }

  /** Requests a cycle, which must not be fewer than one but for the first read's time. */
  private double steadyRate(BenchRun run, int readPercent) {
    Random random = run.random("steady " + readPercent);
    List<Offer<WorkRequest>> requests = new ArrayList<>();
    for (int i = 0; i < STEADY_REQUESTS; i++) {
      WorkOp op = random.nextInt(100) < readPercent ? WorkOp.READ : WorkOp.SEND;
      requests.add(new Offer<>(0, request(random, i, op.code(), WorkStatus.OK, false)));
    }
    Map<String, Long> settings =
        Map.of("cacheEntries", (long) CONTEXTS, "readCycles", (long) READ_CYCLES);
    Scenario scenario =
        ExecutionStubBlock.scenario("steady " + readPercent, settings, requests, List.of());
    RunLog log = check(run, scenario).log();
    long[] taken = cycles(log.beats("in", WorkRequest.class));
    long[] completed = cycles(log.beats("completion", Completion.class));
    long cycles = completed[STEADY_REQUESTS - 1] - taken[0];
    long most = STEADY_REQUESTS + READ_CYCLES + PIPELINE_CYCLES;
    require(
        cycles <= most,
        String.format(
            Locale.ROOT,
            "reads %d %%: %d requests took %d cycles, more than %d",
            readPercent,
            STEADY_REQUESTS,
            cycles,
            most));
    return (STEADY_REQUESTS - 1.0) / (taken[STEADY_REQUESTS - 1] - taken[0]);
  }

  /** A scenario in which everything is random; every fourth has gaps. */
  static Scenario scenario(Random random, int number, Map<String, Long> parameters) {
    List<Offer<WorkRequest>> requests = new ArrayList<>();
    List<Offer<LoadedEvent>> loads = new ArrayList<>();
    long after = 0;
    int failures = random.nextInt(3) == 0 ? 40 : 5;
    for (int i = 0; i < REQUESTS; i++) {
      after += number % 4 == 0 ? random.nextInt(12) : 0;
      WorkStatus status = status(random, failures);
      boolean fails = random.nextInt(100) < failures;
      requests.add(new Offer<>(after, request(random, i, op(random), status, fails)));
      if (random.nextInt(4) == 0) {
        LoadedEvent load =
            new LoadedEvent(
                random.nextInt(CONTEXTS), random.nextInt(1 << 16), random.nextInt(8) == 0);
        loads.add(new Offer<>(number % 4 == 0 ? after : i, load));
      }
    }
    Map<String, Long> settings = new LinkedHashMap<>(parameters);
    settings.put("readCycles", (long) READS[random.nextInt(READS.length)]);
    return ExecutionStubBlock.scenario("random " + number, settings, requests, loads)
        .withInitialSeed(random.nextLong())
        .withPause("in", SchedulerRandomBench.pause(random))
        .withPause("completion", SchedulerRandomBench.pause(random))
        .withPause("released", SchedulerRandomBench.pause(random));
  }

  /** Mostly legal ones. */
  private static int op(Random random) {
    return random.nextInt(20) == 0
        ? random.nextInt(OP_CODES)
        : random.nextInt(WorkOp.values().length);
  }

  /** Mostly OK; nothing arrives with what only execution finds. */
  private static WorkStatus status(Random random, int failures) {
    return random.nextInt(100) < 2 * failures
        ? WorkStatus.ofCode(1 + random.nextInt(WorkStatus.BAD_DESCRIPTOR.code()))
        : WorkStatus.OK;
  }

  /** A request on one of a few contexts; connections are told apart by their slot. */
  private static WorkRequest request(
      Random random, int entry, int op, WorkStatus status, boolean fails) {
    boolean holdsContext = status == WorkStatus.OK || status.breaksConnection();
    int slot = random.nextInt(CONTEXTS);
    return new WorkRequest(
        random.nextInt(256),
        100 + slot,
        op,
        random.nextInt() & 0xFFFF_FFFFL,
        random.nextBoolean(),
        fails,
        random.nextLong(),
        entry,
        entry,
        random.nextBoolean(),
        random.nextBoolean(),
        holdsContext ? slot : 0,
        random.nextBoolean(),
        status,
        random.nextInt() & 0xFFFF_FFFFL);
  }
}
