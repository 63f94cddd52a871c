package tandem.bench.tx;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import tandem.cosim.check.MismatchException;
import tandem.cosim.check.MismatchFormat;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchFailure;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.workrequest.RtlExecution;
import tandem.cosim.workrequest.WorkRequestHarness;
import tandem.model.record.WorkOp;
import tandem.model.workload.Requests;

/**
 * What {@code run schedule} writes, on random traces and settings: model and RTL the same lines,
 * cycles and all, where requests do not pass each other; the RTL the same lines whether the model
 * looks on or not.
 */
@AutoService(Bench.class)
public final class PathLinesBench extends PathBench {
  private static final int SMOKE_TRACES = 12;
  private static final int SMOKE_REQUESTS = 400;
  private static final int FULL_TRACES = 20;
  private static final int FULL_REQUESTS = 5000;
  private static final int FULL_SEEDS = 20;
  private static final int GUESTS = 256;

  /** Queues no longer than a window, and more than one, beside the hardware of the others. */
  private static final List<Map<String, Long>> SMOKE_HARDWARE = List.of(SMALL, PathHardware.SHORT);

  /** Traces of which one is run with requests that pass each other. */
  private static final int PASSING = 4;

  private static final long[] WINDOWS = {1, 2, 7, 16, 63, 64};
  private static final long[] BATCH_LIMITS = {0, 1, 2, 8};
  private static final long[] READ_CYCLES = {0, 0, 1, 20, 225};
  private static final int[] CONNECTIONS = {1, 3, 16, 64, 400};

  @Override
  public String name() {
    return "path-lines";
  }

  @Override
  public String about() {
    return "run schedule on random traces and settings: the same lines on model and RTL";
  }

  @Override
  public int seeds(Suite suite) {
    return suite == Suite.SMOKE ? 1 : FULL_SEEDS;
  }

  @Override
  public void run(BenchRun run) {
    boolean smoke = run.suite() == Suite.SMOKE;
    int traces = smoke ? SMOKE_TRACES : FULL_TRACES;
    List<Map<String, Long>> hardware = smoke ? SMOKE_HARDWARE : PathHardware.SETS;
    Random choice = run.random("hardware");
    long compared = 0;
    long passing = 0;
    for (int i = 0; i < traces; i++) {
      Random random = run.random("trace " + i);
      Map<String, Long> parameters =
          !run.rtl().isGenerated()
              ? SMALL
              : hardware.get(smoke ? i % hardware.size() : choice.nextInt(hardware.size()));
      boolean passes = i % PASSING == PASSING - 1;
      Map<String, Long> settings = settings(random, parameters, passes);
      Requests requests =
          requests(random, smoke ? SMOKE_REQUESTS : FULL_REQUESTS, queues(parameters));
      long lines = lines(run, "trace " + i, settings, requests);
      require(passes || lines == requests.size() + 1, settings + ": lines compared=" + lines);
      compared += lines;
      passing += passes ? 1 : 0;
    }
    run.note(
        String.format(
            Locale.ROOT,
            "path-lines seed=%d: lines compared=%d, traces whose lines depend on time=%d",
            run.seed(),
            compared,
            passing));
  }

  private static int queues(Map<String, Long> parameters) {
    return parameters.getOrDefault("numQueues", 1L).intValue();
  }

  /** Lines compared of a trace. */
  private static long lines(
      BenchRun run, String name, Map<String, Long> settings, Requests requests) {
    try {
      StringWriter checked = new StringWriter();
      RtlExecution.Executed both =
          new RtlExecution(run.rtl(), settings, true).run(name, requests, checked);
      run.judge(WorkRequestHarness.BLOCK, settings, both.verdict());
      StringWriter alone = new StringWriter();
      new RtlExecution(run.rtl(), settings, false).run(name, requests, alone);
      require(
          checked.toString().contentEquals(alone.getBuffer()),
          name + " " + settings + ": the RTL alone writes other lines");
      return both.lines();
    } catch (MismatchException e) {
      throw new BenchFailure(
          e.mismatch().headline(),
          String.format(
              Locale.ROOT,
              "%s %s%n%s",
              name,
              settings,
              MismatchFormat.table(e.mismatch(), run.seed())),
          Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Long> settings(
      Random random, Map<String, Long> parameters, boolean passes) {
    Map<String, Long> settings = new LinkedHashMap<>(parameters);
    settings.put("window", Math.min(parameters.get("maxWindow"), pick(random, WINDOWS)));
    settings.put("batchLimit", pick(random, BATCH_LIMITS));
    settings.put("batchBytes", random.nextInt(4) == 0 ? 1L + random.nextInt(40_000) : 0);
    settings.put("liveScan", random.nextInt(4) == 0 ? 1L : 0);
    settings.put("windowCounts", (long) random.nextInt(2));
    settings.put("prefetch", random.nextInt(3) == 0 ? 1L + random.nextInt(8) : 0);
    settings.put("replacement", (long) random.nextInt(3));
    settings.put("queueFormat", (long) random.nextInt(2));
    settings.put("nonBlocking", passes ? 1L : 0);
    settings.put("readCycles", pick(random, READ_CYCLES));
    return settings;
  }

  private static long pick(Random random, long[] values) {
    return values[random.nextInt(values.length)];
  }

  /** Random requests, those of a connection all in one queue (D3). */
  private static Requests requests(Random random, int most, int queues) {
    int count = 1 + random.nextInt(most);
    int connections = CONNECTIONS[random.nextInt(CONNECTIONS.length)];
    int fences = random.nextInt(3) * 20;
    List<WorkOp> ops = new ArrayList<>(List.of(WorkOp.values()));
    while (ops.size() > 1 && random.nextBoolean()) {
      ops.remove(random.nextInt(ops.size()));
    }
    Requests requests = new Requests(count);
    for (int i = 0; i < count; i++) {
      int connection = random.nextInt(connections);
      int guest = random.nextInt(GUESTS / queues) * queues + connection % queues;
      requests.add(
          connection,
          ops.get(random.nextInt(ops.size())),
          random.nextInt(5000),
          guest,
          random.nextInt(100) < fences);
    }
    return requests;
  }
}
