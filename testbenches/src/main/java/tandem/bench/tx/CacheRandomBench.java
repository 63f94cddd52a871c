package tandem.bench.tx;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.stream.Offer;
import tandem.cosim.stream.PauseSpec;
import tandem.cosim.workrequest.CacheHarness.Result;
import tandem.cosim.workrequest.CacheScenario;
import tandem.cosim.workrequest.ContextCacheChecker;
import tandem.cosim.workrequest.ExecutionSpec;
import tandem.cosim.workrequest.HostContextSpec;
import tandem.model.record.CommandKind;
import tandem.model.record.ConnectionCommand;
import tandem.model.record.ScheduledRequest;

/** Everything random: requests, hints, commands, failures, latencies, pauses, configurations. */
@AutoService(Bench.class)
public final class CacheRandomBench extends CacheBench {
  private static final int SCENARIOS = 12;
  private static final int REQUESTS = 500;
  private static final List<String> COUNTED =
      List.of(
          "hits",
          "misses",
          "merged",
          "writebacks",
          "prefetches",
          "prefetchUseful",
          "loadFailures",
          "commands");
  private static final String[] STREAMS = {
    "in",
    "hint",
    "out",
    "released",
    "command",
    "acknowledge",
    "contextLoad",
    "contextBeat",
    "contextStore",
    "contextStored"
  };

  /** Hardware of the smoke suite: tight everywhere, and sets. */
  private static final List<Map<String, Long>> SMALL =
      List.of(
          Map.of(
              "cacheEntries", 16L,
              "cacheWays", 4L,
              "connectionBits", 8L,
              "outstandingLoads", 6L,
              "parkedRequests", 12L,
              "outstandingStores", 3L));

  private static final List<Map<String, Long>> LARGE =
      List.of(
          Map.of("cacheEntries", 1L, "connectionBits", 4L, "parkedRequests", 4L),
          Map.of("cacheEntries", 4L, "outstandingLoads", 1L, "outstandingStores", 1L),
          Map.of("cacheEntries", 16L, "connectionBits", 9L, "outstandingLoads", 5L),
          Map.of("cacheEntries", 64L, "cacheWays", 8L, "connectionBits", 12L),
          Map.of("cacheEntries", 64L, "cacheWays", 1L, "connectionBits", 8L),
          Map.of(),
          Map.of("cacheEntries", 300L, "parkedRequests", 100L),
          Map.of("cacheEntries", 5L, "connectionBits", 6L, "parkedRequests", 1L));

  @Override
  public String name() {
    return "cache-random";
  }

  @Override
  public String about() {
    return "random requests, hints, commands, failures, latencies, pauses and configurations";
  }

  @Override
  public int seeds(Suite suite) {
    return suite == Suite.SMOKE ? 1 : 40;
  }

  @Override
  public void run(BenchRun run) {
    List<Map<String, Long>> hardware = new ArrayList<>(SMALL);
    if (run.suite() == Suite.FULL) {
      hardware.addAll(LARGE);
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Map<String, Long> parameters : run.rtl().isGenerated() ? hardware : List.of(own(run))) {
      for (int i = 0; i < SCENARIOS; i++) {
        String purpose = String.format(Locale.ROOT, "%s %d", new TreeMap<>(parameters), i);
        count(counts, check(run, scenario(run.random(purpose), purpose, parameters)));
      }
    }
    run.note(String.format(Locale.ROOT, "cache-random seed=%d: %s", run.seed(), counts));
  }

  private static void count(Map<String, Long> counts, Result result) {
    ContextCacheChecker checker = result.checker().orElseThrow();
    Map<String, Long> counters = checker.counters().toMap();
    for (String name : COUNTED) {
      counts.merge(name, counters.get(name), Long::sum);
    }
    counts.merge("passed", log(result).inContext().size() - counters.get("lookups"), Long::sum);
    counts.merge("hints without a load", checker.droppedHints(), Long::sum);
    counts.merge("late candidates", checker.lateCandidates(), Long::sum);
  }

  /**
   * A scenario in which everything is random.
   *
   * @param parameters of the hardware
   */
  static CacheScenario scenario(Random random, String name, Map<String, Long> parameters) {
    int entries = parameters.getOrDefault("cacheEntries", 256L).intValue();
    int bits = parameters.getOrDefault("connectionBits", 16L).intValue();
    ScheduledRequests.Mix mix = ScheduledRequests.Mix.of(random, entries).within(1 << bits);
    int connections = mix.connections();
    Map<String, Long> settings = settings(random, parameters, connections);
    List<ScheduledRequest> requests = ScheduledRequests.random(random, REQUESTS, mix);
    boolean hinted = settings.get("prefetch") > 0 && settings.get("window") > 1;
    int most = settings.get("prefetch").intValue();
    Map<String, PauseSpec> pauses = new LinkedHashMap<>();
    for (String stream : STREAMS) {
      pauses.put(stream, pause(random));
    }
    return CacheScenario.of(name, settings, List.of())
        .withRequests(
            ScheduledRequests.offers(
                random, requests, random.nextInt(3) == 0 ? random.nextInt(20) : 0))
        .withHints(
            hinted ? ScheduledRequests.hints(random, requests, most, connections) : List.of(),
            random.nextInt(100))
        .withCommands(random.nextBoolean() ? commands(random, connections) : List.of())
        .withPauses(pauses, random.nextLong())
        .withAgents(host(random), execution(random));
  }

  private static Map<String, Long> settings(
      Random random, Map<String, Long> parameters, int connections) {
    Map<String, Long> settings = new LinkedHashMap<>(parameters);
    settings.put("window", random.nextInt(6) == 0 ? 1L : 64L);
    settings.put("nonBlocking", random.nextInt(3) == 0 ? 0L : 1L);
    settings.put("prefetch", random.nextInt(2) == 0 ? 1L + random.nextInt(8) : 0L);
    settings.put("replacement", (long) random.nextInt(3));
    settings.put("queueFormat", (long) random.nextInt(2));
    settings.put("contextBase", random.nextInt(2) == 0 ? 0L : (random.nextLong() >>> 1) & -256L);
    if (random.nextInt(6) == 0) {
      settings.put("connectionLimit", (long) random.nextInt(connections + 1));
    }
    return settings;
  }

  private static List<Offer<ConnectionCommand>> commands(Random random, int connections) {
    List<Offer<ConnectionCommand>> commands = new ArrayList<>();
    long after = 0;
    int gap = 1 + random.nextInt(60);
    int most = random.nextInt(120);
    for (int i = 0; i < most; i++) {
      after += random.nextInt(gap);
      int kind = random.nextInt(8);
      // Most enable, or soon nothing would work any more.
      commands.add(
          new Offer<>(
              after,
              new ConnectionCommand(
                  kind == 0
                      ? CommandKind.DISABLE
                      : kind < 3 ? CommandKind.INVALIDATE : CommandKind.ENABLE,
                  random.nextInt(connections))));
    }
    return commands;
  }

  private static HostContextSpec host(Random random) {
    boolean fails = random.nextInt(3) == 0;
    return new HostContextSpec(
        random.nextLong(),
        1 + random.nextInt(random.nextBoolean() ? 4 : 100),
        random.nextInt(2) * random.nextInt(100),
        1 + random.nextInt(4),
        1 + random.nextInt(random.nextBoolean() ? 3 : 150),
        random.nextInt(2) * random.nextInt(100),
        fails ? random.nextInt(50) : 0,
        fails ? random.nextInt(50) : 0,
        fails ? random.nextInt(50) : 0);
  }

  private static ExecutionSpec execution(Random random) {
    return new ExecutionSpec(
        random.nextLong(),
        1 + random.nextInt(20),
        random.nextInt(2) * random.nextInt(20),
        random.nextInt(150),
        random.nextInt(2) * random.nextInt(100),
        random.nextInt(4) == 0 ? random.nextInt(30) : 0);
  }

  private static PauseSpec pause(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> new PauseSpec(PauseSpec.Kind.REGULAR, 1 + random.nextInt(3), 0);
      case 1 -> new PauseSpec(PauseSpec.Kind.RANDOM, random.nextInt(90), random.nextLong());
      case 2 -> new PauseSpec(PauseSpec.Kind.BURSTS, 1 + random.nextInt(40), random.nextLong());
      default -> PauseSpec.NEVER;
    };
  }
}
