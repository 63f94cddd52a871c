package tandem.bench.tx;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntSupplier;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.stream.Beat;
import tandem.cosim.workrequest.PathHostSpec;
import tandem.cosim.workrequest.PathPosting;
import tandem.cosim.workrequest.PathScenario;
import tandem.cosim.workrequest.WorkRequestHarness.Result;
import tandem.model.record.Completion;
import tandem.model.record.ContextLoad;
import tandem.model.record.DoorbellWrite;
import tandem.model.record.WorkOp;

/** What the whole path must reach: an operation a cycle on hits, the host's bandwidth on misses. */
@AutoService(Bench.class)
public final class PathThroughputBench extends PathBench {
  private static final int REQUESTS = 4000;

  private static final int CONNECTIONS = 16;

  /** By then every context is in the cache; as long again, and the queue is full. */
  private static final int WARM_CYCLES = 800;

  private static final double HOST_SHARE = 0.95;

  /** Lines of a context: no more loads a cycle can come through one port of a line a cycle. */
  private static final double LINES_OF_CONTEXT = 4;

  private static final int LATENCY = 225;

  /** So that the few loads of the small cache can use the port fully. */
  private static final int SMALL_LATENCY = 20;

  private static final int OVERSUBSCRIBED = 51;

  @Override
  public String name() {
    return "path-throughput";
  }

  @Override
  public String about() {
    return "an operation a cycle on hits; with 51 connections a context what the host's port allows";
  }

  @Override
  public int seeds(Suite suite) {
    return 1;
  }

  @Override
  public void run(BenchRun run) {
    Random random = run.random("connections");
    for (int format = 0; format < 2; format++) {
      for (long window : new long[] {8, 64}) {
        Map<String, Long> settings = with(SMALL, "window", window, "queueFormat", format);
        hits(run, "one connection", settings, () -> 7);
        hits(run, "uniform", settings, () -> random.nextInt(CONNECTIONS));
        int[] turn = {0};
        hits(run, "batches of one", with(settings, "batchLimit", 1), () -> turn[0]++ % CONNECTIONS);
      }
    }
    oversubscribed(run, random, SMALL, REQUESTS, SMALL_LATENCY);
    if (run.suite() == Suite.FULL && run.rtl().isGenerated()) {
      Map<String, Long> full =
          Map.of("cacheEntries", 300L, "connectionBits", 14L, "outstandingLoads", 64L);
      oversubscribed(run, random, full, 10 * REQUESTS, LATENCY);
    }
  }

  private void hits(BenchRun run, String what, Map<String, Long> settings, IntSupplier choice) {
    String name =
        String.format(
            Locale.ROOT,
            "%s, window=%d queueFormat=%d",
            what,
            settings.get("window"),
            settings.get("queueFormat"));
    List<PathPosting> postings = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      postings.add(PathPosting.of(Doorbells.send(i)));
    }
    // A read that takes long, and a barrier: behind it the queue fills.
    DoorbellWrite read = new DoorbellWrite(0, 0, WorkOp.READ.code(), 64, false, true, false, 0);
    postings.add(new PathPosting(WARM_CYCLES, read, false));
    for (DoorbellWrite doorbell : sends(REQUESTS, choice)) {
      postings.add(new PathPosting(WARM_CYCLES, doorbell, false));
    }
    Map<String, Long> all = with(settings, "readCycles", WARM_CYCLES);
    Result result = check(run, PathScenario.of(name, all, List.of()).withPostings(postings));
    List<Beat<Completion>> done = log(result).completions();
    int from = CONNECTIONS + 1;
    long cycles = done.get(done.size() - 1).cycle() - done.get(from).cycle();
    int operations = done.size() - 1 - from;
    long misses = log(result).counters().get("misses");
    require(
        cycles == operations && misses == CONNECTIONS,
        String.format(
            Locale.ROOT,
            "an operation a cycle on hits, %s: operations=%d cycles=%d misses=%d",
            name,
            operations,
            cycles,
            misses));
  }

  private void oversubscribed(
      BenchRun run, Random random, Map<String, Long> parameters, int requests, int latency) {
    long cached = parameters.get("cacheEntries");
    int connections =
        (int) Math.min(OVERSUBSCRIBED * cached, (1L << parameters.get("connectionBits")) - 1);
    String name = String.format(Locale.ROOT, "uniform over %d, %d cached", connections, cached);
    Result result =
        check(
            run,
            PathScenario.of(name, parameters, sends(requests, () -> random.nextInt(connections)))
                .withHost(PathHostSpec.steady(latency, 0)));
    List<Beat<ContextLoad>> loads = log(result).host().loads();
    long outstanding = result.config().outstandingLoads();
    double bound = Math.min(1 / LINES_OF_CONTEXT, outstanding / (latency + LINES_OF_CONTEXT));
    int from = loads.size() / 4;
    int to = 3 * loads.size() / 4;
    double rate = (double) (to - from) / (loads.get(to).cycle() - loads.get(from).cycle());
    run.note(
        String.format(
            Locale.ROOT,
            "path-throughput %s: loads a cycle %.4f of %.4f that the host allows (%.1f %%)",
            name,
            rate,
            bound,
            100 * rate / bound));
    require(
        rate >= HOST_SHARE * bound,
        String.format(Locale.ROOT, "%s: loads a cycle %.4f of %.4f", name, rate, bound));
  }

  private static List<DoorbellWrite> sends(int count, IntSupplier connection) {
    List<DoorbellWrite> doorbells = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      doorbells.add(Doorbells.send(connection.getAsInt()));
    }
    return doorbells;
  }
}
