package tandem.bench.tx;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tandem.cosim.block.Scenario;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.Offer;
import tandem.cosim.stream.RunLog;
import tandem.cosim.tx.ContextCacheBlock;
import tandem.cosim.tx.ExecutionSpec;
import tandem.cosim.tx.HostContextSpec;
import tandem.model.record.ContextLoad;
import tandem.model.record.IssueEvent;
import tandem.model.record.LoadedEvent;
import tandem.model.record.LookupKind;
import tandem.model.record.ScheduledRequest;
import tandem.model.record.WorkOp;

/** Many loads under way: as many as there may be, hits that pass them, requests that join them. */
@AutoService(Bench.class)
public final class CacheMissBench extends CacheBench {
  private static final int LOADS = 64;
  private static final int PARKED = 256;
  private static final int LOAD_CYCLES = 600;
  private static final int MOST_HIT_CYCLES = 3;

  /** From the answer that ends a load to the next one being asked for. */
  private static final int MOST_REPLACING_CYCLES = 4;

  private static final Map<String, Long> PASSING = Map.of("window", 64L, "nonBlocking", 1L);
  private static final Map<String, Long> IN_ORDER = Map.of("window", 64L, "nonBlocking", 0L);

  public CacheMissBench() {
    super("cache-misses", "64 loads under way, hits that pass misses, requests that join a load");
  }

  @Override
  public int seeds(Suite suite) {
    return 1;
  }

  @Override
  public void run(BenchRun run) {
    Map<String, Long> hardware =
        Map.of("cacheEntries", 256L, "outstandingLoads", 64L, "parkedRequests", 256L);
    if (!isFor(run, hardware)) {
      tryAnyway(run);
      return;
    }
    outstanding(run);
    hitsUnderMisses(run);
    merges(run);
  }

  /** Distinct connections without end: loads are asked for back to back, and LOADS at once. */
  private void outstanding(BenchRun run) {
    int count = 4 * LOADS;
    List<ScheduledRequest> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      requests.add(ScheduledRequests.request(i, i, WorkOp.SEND, i, true, true));
    }
    RunLog log = check(run, scenario("outstanding loads", PASSING, Offer.atOnce(requests))).log();
    int most =
        mostAtOnce(cycles(lookups(log)), cycles(log.beats("loadedEvent", LoadedEvent.class)));
    require(
        most == LOADS,
        String.format(Locale.ROOT, "loads under way at once: wanted=%d found=%d", LOADS, most));
    List<? extends Beat<?>> loads = log.beats("contextLoad", ContextLoad.class);
    for (int i = 1; i < LOADS; i++) {
      long gap = loads.get(i).cycle() - loads.get(i - 1).cycle();
      require(gap == 1, String.format(Locale.ROOT, "a load a cycle: load=%d cycles=%d", i, gap));
    }
    long last = loads.get(count - 1).cycle() - loads.get(0).cycle();
    long most3 = 3L * (LOAD_CYCLES + 4 * LOADS + MOST_REPLACING_CYCLES);
    require(
        last <= most3,
        String.format(
            Locale.ROOT,
            "%d loads by %d at once: at most %d cycles, took %d",
            count,
            LOADS,
            most3,
            last));
    run.note(
        String.format(
            Locale.ROOT,
            "cache-misses: loads under way=%d, %d loads of %d cycles asked for within %d cycles",
            most,
            count,
            LOAD_CYCLES,
            last));
  }

  /** A loaded connection is hit between misses; passing, no hit waits for any of them. */
  private void hitsUnderMisses(BenchRun run) {
    List<Offer<ScheduledRequest>> offers = new ArrayList<>();
    offers.add(new Offer<>(0, ScheduledRequests.request(0, 0, WorkOp.SEND, 0, true, true)));
    for (int i = 1; i < LOADS; i++) {
      int connection = i % 2 == 0 ? 0 : i;
      offers.add(
          new Offer<>(
              2L * LOAD_CYCLES,
              ScheduledRequests.request(i, connection, WorkOp.SEND, i, true, true)));
    }
    RunLog passing = check(run, scenario("hits under misses", PASSING, offers)).log();
    for (int i = 2; i < LOADS; i += 2) {
      require(kind(passing, i) == LookupKind.HIT, "a hit between misses: request=" + i);
      long cycles = offered(passing, i) - taken(passing).get(i).cycle();
      require(
          cycles <= MOST_HIT_CYCLES,
          String.format(
              Locale.ROOT,
              "a hit passes misses within %d cycles: request=%d cycles=%d",
              MOST_HIT_CYCLES,
              i,
              cycles));
    }
    RunLog inOrder = check(run, scenario("hits behind misses", IN_ORDER, offers)).log();
    for (int i = 0; i < LOADS; i++) {
      require(
          given(inOrder).get(i).record().entry() == i,
          "without passing requests leave in order: request=" + i);
    }
  }

  /** More requests of one connection than can be parked, all in front of its load. */
  private void merges(BenchRun run) {
    int count = PARKED + LOADS;
    List<ScheduledRequest> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      requests.add(ScheduledRequests.request(i, 5, WorkOp.SEND, i, true, true));
    }
    RunLog log =
        check(run, scenario("requests that join a load", PASSING, Offer.atOnce(requests))).log();
    int loads = log.beats("contextLoad", ContextLoad.class).size();
    require(loads == 1, "WR-31: one load for all: loads=" + loads);
    int parked =
        mostAtOnce(cycles(lookups(log)), cycles(log.beats("issueEvent", IssueEvent.class)));
    require(
        parked == PARKED, String.format(Locale.ROOT, "parked: wanted=%d found=%d", PARKED, parked));
    for (int i = 1; i < PARKED; i++) {
      long gap = given(log).get(i).cycle() - given(log).get(i - 1).cycle();
      require(
          gap == 1,
          String.format(
              Locale.ROOT, "parked requests leave one a cycle: request=%d cycles=%d", i, gap));
    }
  }

  private static Scenario scenario(
      String name, Map<String, Long> settings, List<Offer<ScheduledRequest>> requests) {
    return ContextCacheBlock.scenario(name, settings, requests)
        .with(ContextCacheBlock.HOST, HostContextSpec.steady(LOAD_CYCLES))
        .with(ContextCacheBlock.EXECUTION, ExecutionSpec.steady(3, 0));
  }

  private static LookupKind kind(RunLog log, int request) {
    return lookups(log).get(request).record().kind();
  }

  private static long offered(RunLog log, long entry) {
    return given(log).stream()
        .filter(b -> b.record().entry() == entry)
        .findFirst()
        .orElseThrow()
        .offeredCycle();
  }
}
