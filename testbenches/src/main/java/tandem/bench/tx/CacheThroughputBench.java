package tandem.bench.tx;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.Offer;
import tandem.cosim.stream.RunLog;
import tandem.cosim.tx.ContextCacheBlock;
import tandem.model.record.LoadedEvent;
import tandem.model.record.LookupEvent;
import tandem.model.record.LookupKind;
import tandem.model.record.RequestInContext;
import tandem.model.record.ScheduledRequest;
import tandem.model.record.WorkOp;

/** Back to back: a request a cycle on hits, three cycles behind its look-up; loads four behind. */
@AutoService(Bench.class)
public final class CacheThroughputBench extends CacheBench {
  private static final int CONNECTIONS = 200;
  private static final int HITS = 2000;
  private static final int MOST_HIT_CYCLES = 3;
  private static final int MOST_LOADED_CYCLES = 4;

  /** Everything loaded so far has come and is released. */
  private static final int SETTLED_CYCLES = 2000;

  /** Long enough for a request to be alone in the cache. */
  private static final int SPARSE_CYCLES = 120;

  private long worstHit;
  private long worstLoaded;

  public CacheThroughputBench() {
    super(
        "cache-back-to-back",
        "hits at full rate, of one connection and of many; latency of hits and of loads");
  }

  @Override
  public int seeds(Suite suite) {
    return 1;
  }

  @Override
  public void run(BenchRun run) {
    if (!isFor(run, Map.of("cacheEntries", 256L, "cacheWays", 0L))) {
      tryAnyway(run);
      return;
    }
    worstHit = 0;
    worstLoaded = 0;
    for (long nonBlocking = 0; nonBlocking < 2; nonBlocking++) {
      Map<String, Long> settings = Map.of("window", 64L, "nonBlocking", nonBlocking);
      fullRate(run, "in turn", settings, CONNECTIONS, 1);
      fullRate(run, "of one connection", settings, 1, 1);
      fullRate(run, "in batches", settings, CONNECTIONS, 7);
      fullRate(run, "in one batch", settings, 1, HITS);
      sparse(run, "sparse misses", settings, CONNECTIONS);
      sparse(run, "sparse hits", settings, 4);
    }
    run.note(
        String.format(
            Locale.ROOT,
            "cache-back-to-back: hit to offer<=%d cycles (at most %d), loaded to offer<=%d (at most %d)",
            worstHit,
            MOST_HIT_CYCLES,
            worstLoaded,
            MOST_LOADED_CYCLES));
  }

  /** Loads all connections, waits, then hits them in batches of so many, without a bubble. */
  private void fullRate(
      BenchRun run, String name, Map<String, Long> settings, int connections, int members) {
    List<Offer<ScheduledRequest>> offers = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      offers.add(new Offer<>(0, ScheduledRequests.request(i, i, WorkOp.SEND, i, true, true)));
    }
    for (int i = 0; i < HITS; i++) {
      int batch = i / members;
      boolean last = i % members == members - 1 || i == HITS - 1;
      offers.add(
          new Offer<>(
              SETTLED_CYCLES * (settings.get("nonBlocking") == 1 ? 1 : 6),
              ScheduledRequests.request(
                  offers.size(),
                  batch % connections,
                  WorkOp.SEND,
                  connections + batch,
                  i % members == 0,
                  last)));
    }
    String what =
        String.format(Locale.ROOT, "%s, nonBlocking=%d", name, settings.get("nonBlocking"));
    RunLog log = check(run, ContextCacheBlock.scenario(what, settings, offers)).log();
    for (int i = connections; i < offers.size(); i++) {
      LookupKind kind = lookups(log).get(i).record().kind();
      require(
          kind == LookupKind.HIT,
          String.format(Locale.ROOT, "hits, %s: request=%d is %s", what, i, kind));
      if (i > connections) {
        requireGap(what, "scheduled", taken(log), i);
        requireGap(what, "inContext", given(log), i);
      }
      requireHitLatency(what, log, i);
    }
  }

  /** Requests so far apart that each is alone. */
  private void sparse(BenchRun run, String name, Map<String, Long> settings, int connections) {
    List<Offer<ScheduledRequest>> offers = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      offers.add(
          new Offer<>(
              (long) SPARSE_CYCLES * i,
              ScheduledRequests.request(i, i % connections, WorkOp.SEND, i, true, true)));
    }
    String what =
        String.format(Locale.ROOT, "%s, nonBlocking=%d", name, settings.get("nonBlocking"));
    RunLog log = check(run, ContextCacheBlock.scenario(what, settings, offers)).log();
    Map<Integer, Long> loaded = new HashMap<>();
    log.beats("loadedEvent", LoadedEvent.class)
        .forEach(b -> loaded.put(b.record().connection(), b.cycle()));
    for (int i = 0; i < offers.size(); i++) {
      LookupEvent event = lookups(log).get(i).record();
      require(
          (event.kind() == LookupKind.MISS) == i < connections,
          String.format(
              Locale.ROOT,
              "a miss for each connection, %s: request=%d is %s",
              what,
              i,
              event.kind()));
      if (event.kind() == LookupKind.HIT) {
        requireHitLatency(what, log, i);
      } else {
        long cycles = given(log).get(i).offeredCycle() - loaded.get(event.connection());
        worstLoaded = Math.max(worstLoaded, cycles);
        require(
            cycles <= MOST_LOADED_CYCLES,
            String.format(
                Locale.ROOT,
                "offered within %d cycles of its load, %s: request=%d cycles=%d",
                MOST_LOADED_CYCLES,
                what,
                i,
                cycles));
      }
    }
  }

  private void requireHitLatency(String what, RunLog log, int request) {
    Beat<RequestInContext> out = given(log).get(request);
    long cycles = out.offeredCycle() - taken(log).get(request).cycle();
    worstHit = Math.max(worstHit, cycles);
    require(
        cycles <= MOST_HIT_CYCLES,
        String.format(
            Locale.ROOT,
            "offered within %d cycles, %s: request=%d cycles=%d",
            MOST_HIT_CYCLES,
            what,
            request,
            cycles));
  }

  private static void requireGap(
      String what, String stream, List<? extends Beat<?>> beats, int number) {
    long gap = beats.get(number).cycle() - beats.get(number - 1).cycle();
    require(
        gap == 1,
        String.format(
            Locale.ROOT, "a request a cycle, %s: %s=%d cycles=%d", what, stream, number, gap));
  }
}
