package tandem.bench.tx;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.stream.Offer;
import tandem.cosim.workrequest.PathHostSpec;
import tandem.cosim.workrequest.PathLog;
import tandem.cosim.workrequest.PathPosting;
import tandem.cosim.workrequest.PathScenario;
import tandem.cosim.workrequest.WorkRequestHarness.Result;
import tandem.model.record.CommandKind;
import tandem.model.record.ConnectionCommand;
import tandem.model.record.DoorbellWrite;
import tandem.model.record.ScheduledRequest;
import tandem.model.record.WorkOp;
import tandem.model.record.WorkStatus;

/** What goes wrong with one connection ends there (WR-32 to WR-35), and delays nobody (WR-22). */
@AutoService(Bench.class)
public final class PathErrorBench extends PathBench {
  private static final int REQUESTS = 1500;
  private static final int HEALTHY = 24;
  private static final int LIMIT = 40;
  private static final int DISABLED = 30;
  private static final int ILLEGAL_OP = 6;
  private static final long BATCH_LIMIT = 4;

  /** Long enough for the command that disables a connection to have taken effect. */
  private static final int AFTER_COMMAND_CYCLES = 100;

  @Override
  public String name() {
    return "path-errors";
  }

  @Override
  public String about() {
    return "errors of one connection end there, are counted and delay nobody beyond the bound";
  }

  @Override
  public int seeds(Suite suite) {
    return suite == Suite.SMOKE ? 1 : 50;
  }

  @Override
  public void run(BenchRun run) {
    for (int format = 0; format < 2; format++) {
      for (int nonBlocking = 0; nonBlocking < 2; nonBlocking++) {
        Map<String, Long> settings =
            with(
                SMALL,
                "queueFormat",
                format,
                "nonBlocking",
                nonBlocking,
                "batchLimit",
                BATCH_LIMIT,
                "connectionLimit",
                LIMIT);
        requests(run, settings, run.random("requests " + format + nonBlocking));
        contexts(run, settings, run.random("contexts " + format + nonBlocking));
      }
    }
  }

  /** Half of the requests are of connections of which every one is wrong in its own way. */
  private void requests(BenchRun run, Map<String, Long> settings, Random random) {
    List<PathPosting> postings = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      boolean healthy = random.nextBoolean();
      int connection = healthy ? random.nextInt(HEALTHY) : HEALTHY + random.nextInt(24);
      boolean wrong = !healthy && random.nextInt(4) == 0;
      boolean missing = wrong && connection % 3 == 0;
      int op = wrong && connection % 3 == 1 ? ILLEGAL_OP : WorkOp.WRITE.code();
      boolean fails = wrong && connection % 3 == 2;
      postings.add(
          new PathPosting(
              AFTER_COMMAND_CYCLES,
              new DoorbellWrite(0, connection, op, 64, false, false, fails, i),
              missing));
    }
    PathScenario scenario =
        PathScenario.of("wrong requests, " + settings, settings, List.of())
            .withPostings(postings)
            .withCommands(
                List.of(new Offer<>(0, new ConnectionCommand(CommandKind.DISABLE, DISABLED))));
    Result result = check(run, scenario);
    Map<Integer, Map<WorkStatus, Integer>> ends = ends(log(result));
    ends.forEach(
        (connection, statuses) -> {
          boolean right =
              connection < HEALTHY
                  ? statuses.keySet().equals(java.util.Set.of(WorkStatus.OK))
                  : connection >= LIMIT
                      ? statuses.keySet().equals(java.util.Set.of(WorkStatus.UNKNOWN))
                      : connection != DISABLED
                          || statuses.keySet().equals(java.util.Set.of(WorkStatus.DISABLED));
          require(
              right,
              String.format(
                  Locale.ROOT, "%s: connection=%d ends=%s", scenario.name(), connection, statuses));
        });
    Map<String, Long> counters = log(result).counters();
    require(
        counters.get("failedRequests") > 0 && counters.get("flushedRequests") > 0,
        scenario.name() + ": something fails and is flushed: " + counters);
    requireBound(scenario.name(), log(result));
  }

  /** Contexts that cannot be used: all requests of such a connection end flushed, others do not. */
  private void contexts(BenchRun run, Map<String, Long> settings, Random random) {
    List<DoorbellWrite> doorbells = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      doorbells.add(Doorbells.send(random.nextInt(LIMIT)));
    }
    PathHostSpec host = new PathHostSpec(20, 30, 2, 0, 0, 250, random.nextLong(), false);
    PathScenario scenario =
        PathScenario.of("poisoned contexts, " + settings, settings, doorbells).withHost(host);
    PathLog log = log(check(run, scenario));
    int flushed = 0;
    for (Map<WorkStatus, Integer> statuses : ends(log).values()) {
      require(
          statuses.size() == 1, scenario.name() + ": a connection is poisoned or not: " + statuses);
      flushed += statuses.containsKey(WorkStatus.FLUSHED) ? 1 : 0;
    }
    require(flushed > 0 && flushed < LIMIT, scenario.name() + ": poisoned=" + flushed);
    requireBound(scenario.name(), log);
  }

  private static Map<Integer, Map<WorkStatus, Integer>> ends(PathLog log) {
    Map<Integer, Map<WorkStatus, Integer>> ends = new HashMap<>();
    log.completions()
        .forEach(
            b ->
                ends.computeIfAbsent(b.record().connection(), c -> new EnumMap<>(WorkStatus.class))
                    .merge(b.record().status(), 1, Integer::sum));
    return ends;
  }

  /** An entry with q older ones not picked is picked after at most q * B further picks. */
  private static void requireBound(String name, PathLog log) {
    int picked = 0;
    long[] olderAtAcceptance = new long[log.doorbells().size()];
    long[] picksAtAcceptance = new long[olderAtAcceptance.length];
    for (int entry = 0; entry < olderAtAcceptance.length; entry++) {
      while (picked < log.scheduled().size()
          && log.scheduled().get(picked).cycle() < log.doorbells().get(entry).cycle()) {
        picked++;
      }
      olderAtAcceptance[entry] = entry - picked;
      picksAtAcceptance[entry] = picked;
    }
    for (int i = 0; i < log.scheduled().size(); i++) {
      ScheduledRequest request = log.scheduled().get(i).record();
      int entry = (int) request.entry();
      long further = i - picksAtAcceptance[entry];
      require(
          further <= olderAtAcceptance[entry] * BATCH_LIMIT,
          String.format(
              Locale.ROOT,
              "%s: WR-22: entry=%d older=%d further picks=%d",
              name,
              entry,
              olderAtAcceptance[entry],
              further));
    }
  }
}
