package tandem.bench.tx;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.Offer;
import tandem.cosim.workrequest.CacheHarness.Result;
import tandem.cosim.workrequest.CacheLog;
import tandem.cosim.workrequest.CacheScenario;
import tandem.cosim.workrequest.ExecutionSpec;
import tandem.cosim.workrequest.HostContextSpec;
import tandem.cosim.workrequest.LookupKind;
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

  @Override
  public String name() {
    return "cache-misses";
  }

  @Override
  public String about() {
    return "64 loads under way, hits that pass misses, requests that join a load";
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
    Result result = check(run, scenario("outstanding loads", PASSING, requests));
    int most = result.checker().orElseThrow().mostLoads();
    require(
        most == LOADS,
        String.format(Locale.ROOT, "loads under way at once: wanted=%d found=%d", LOADS, most));
    List<? extends Beat<?>> loads = log(result).host().loads();
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
    CacheLog passing =
        log(check(run, scenario("hits under misses", PASSING, List.of()).withRequests(offers)));
    for (int i = 2; i < LOADS; i += 2) {
      require(kind(passing, i) == LookupKind.HIT, "a hit between misses: request=" + i);
      long cycles = offered(passing, i) - passing.scheduled().get(i).cycle();
      require(
          cycles <= MOST_HIT_CYCLES,
          String.format(
              Locale.ROOT,
              "a hit passes misses within %d cycles: request=%d cycles=%d",
              MOST_HIT_CYCLES,
              i,
              cycles));
    }
    CacheLog inOrder =
        log(check(run, scenario("hits behind misses", IN_ORDER, List.of()).withRequests(offers)));
    for (int i = 0; i < LOADS; i++) {
      require(
          inOrder.inContext().get(i).record().entry() == i,
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
    Result result = check(run, scenario("requests that join a load", PASSING, requests));
    CacheLog log = log(result);
    int loads = log.host().loads().size();
    require(loads == 1, "WR-31: one load for all: loads=" + loads);
    int parked = result.checker().orElseThrow().mostWaiting();
    require(
        parked == PARKED, String.format(Locale.ROOT, "parked: wanted=%d found=%d", PARKED, parked));
    for (int i = 1; i < PARKED; i++) {
      long gap = log.inContext().get(i).cycle() - log.inContext().get(i - 1).cycle();
      require(
          gap == 1,
          String.format(
              Locale.ROOT, "parked requests leave one a cycle: request=%d cycles=%d", i, gap));
    }
  }

  private static CacheScenario scenario(
      String name, Map<String, Long> settings, List<ScheduledRequest> requests) {
    return CacheScenario.of(name, settings, requests)
        .withAgents(HostContextSpec.steady(LOAD_CYCLES), ExecutionSpec.steady(3, 0));
  }

  private static LookupKind kind(CacheLog log, int request) {
    return log.events().lookups().get(request).record().kind();
  }

  private static long offered(CacheLog log, long entry) {
    return log.inContext().stream()
        .filter(b -> b.record().entry() == entry)
        .findFirst()
        .orElseThrow()
        .offeredCycle();
  }
}
