package tandem.bench.tx;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tandem.bench.block.RandomBench;
import tandem.cosim.block.BlockRun;
import tandem.cosim.block.Scenario;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.Offer;
import tandem.cosim.stream.PauseSpec;
import tandem.cosim.stream.RunLog;
import tandem.cosim.tx.ContextCacheBlock;
import tandem.cosim.tx.ExecutionSpec;
import tandem.cosim.tx.HostContextSpec;
import tandem.model.record.ActivityEvent;
import tandem.model.record.CommandKind;
import tandem.model.record.ConnectionCommand;
import tandem.model.record.LookupEvent;
import tandem.model.record.LookupKind;
import tandem.model.record.ScheduledRequest;
import tandem.model.tx.WorkRequestConfig;

/** Everything random: requests, hints, commands, failures, latencies, pauses, configurations. */
@AutoService(Bench.class)
public final class CacheRandomBench extends RandomBench<WorkRequestConfig> {
  private static final int SCENARIOS = 12;
  private static final int SEEDS = 40;
  private static final int REQUESTS = 500;
  private static final int EXAMPLE_REQUESTS = 300;
  private static final int EXAMPLE_CONNECTIONS = 24;
  private static final int EXAMPLE_COMMANDS = 20;
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

  /** Hardware of the smoke suite, tight everywhere and in sets; then others. */
  static final List<Map<String, Long>> HARDWARE =
      List.of(
          Map.of(
              "cacheEntries", 16L,
              "cacheWays", 4L,
              "connectionBits", 8L,
              "outstandingLoads", 6L,
              "parkedRequests", 12L,
              "outstandingStores", 3L),
          Map.of("cacheEntries", 1L, "connectionBits", 4L, "parkedRequests", 4L),
          Map.of("cacheEntries", 4L, "outstandingLoads", 1L, "outstandingStores", 1L),
          Map.of("cacheEntries", 16L, "connectionBits", 9L, "outstandingLoads", 5L),
          Map.of("cacheEntries", 64L, "cacheWays", 8L, "connectionBits", 12L),
          Map.of("cacheEntries", 64L, "cacheWays", 1L, "connectionBits", 8L),
          Map.of(),
          Map.of("cacheEntries", 300L, "parkedRequests", 100L),
          Map.of("cacheEntries", 5L, "connectionBits", 6L, "parkedRequests", 1L));

  private final Map<String, Long> counts = new LinkedHashMap<>();

  public CacheRandomBench() {
    super(
        "cache-random",
        "random requests, hints, commands, failures, latencies, pauses and configurations",
        new ContextCacheBlock(),
        SCENARIOS,
        SEEDS);
  }

  @Override
  public void run(BenchRun run) {
    counts.clear();
    List<Map<String, Long>> hardware =
        run.suite() == Suite.SMOKE ? HARDWARE.subList(0, 1) : HARDWARE;
    for (Map<String, Long> wanted : run.rtl().isGenerated() ? hardware : HARDWARE.subList(0, 1)) {
      Map<String, Long> parameters = new TreeMap<>(run.parameters(block(), wanted));
      for (int i = 0; i < SCENARIOS; i++) {
        String purpose = String.format(Locale.ROOT, "%s %d", parameters, i);
        Scenario scenario = scenario(run.random(purpose), purpose, parameters);
        run.attempt(() -> count(check(run, scenario)));
      }
    }
    run.note(String.format(Locale.ROOT, "cache-random seed=%d: %s", run.seed(), counts));
  }

  /** What happened, by the RTL's own reports, which the model has judged. */
  private void count(BlockRun<WorkRequestConfig> result) {
    RunLog log = result.log();
    long hits = lookups(log, LookupKind.HIT);
    long merged = lookups(log, LookupKind.MERGE);
    counts.merge("hits", hits + merged, Long::sum);
    counts.merge("misses", lookups(log, LookupKind.MISS), Long::sum);
    counts.merge("merged", merged, Long::sum);
    counts.merge("writebacks", activity(log, ActivityEvent::writesBack), Long::sum);
    counts.merge("prefetches", size(log, "prefetchEvent"), Long::sum);
    counts.merge("prefetchUseful", activity(log, ActivityEvent::usesPrefetched), Long::sum);
    counts.merge("loadFailures", activity(log, ActivityEvent::loadFails), Long::sum);
    counts.merge("commands", size(log, "acknowledge"), Long::sum);
    counts.merge("passed", lookups(log, LookupKind.PASS), Long::sum);
    result.allowances().forEach((name, uses) -> counts.merge(name, uses, Long::sum));
  }

  private static long size(RunLog log, String stream) {
    return log.streams().get(stream).beats().size();
  }

  private static long lookups(RunLog log, LookupKind kind) {
    return records(log, "lookupEvent", LookupEvent.class).filter(e -> e.kind() == kind).count();
  }

  private static long activity(RunLog log, Predicate<ActivityEvent> counts) {
    return records(log, "activityEvent", ActivityEvent.class).filter(counts).count();
  }

  private static <R extends Record> Stream<R> records(RunLog log, String stream, Class<R> type) {
    return log.beats(stream, type).stream().map(Beat::record);
  }

  @Override
  protected Scenario scenario(Random random, int number, Suite suite, Map<String, Long> hardware) {
    return scenario(random, "random " + number, hardware);
  }

  /** Small and in sets; every kind of event happens, and candidates are looked at. */
  @Override
  public Scenario example(Random random) {
    Map<String, Long> settings = new TreeMap<>(HARDWARE.get(0));
    settings.put("prefetch", 3L);
    settings.put("replacement", 1L);
    ScheduledRequests.Mix mix = new ScheduledRequests.Mix(EXAMPLE_CONNECTIONS, 20, 4, 20, 5, 0);
    List<ScheduledRequest> requests = ScheduledRequests.random(random, EXAMPLE_REQUESTS, mix);
    List<Offer<ConnectionCommand>> commands = new ArrayList<>();
    for (int i = 0; i < EXAMPLE_COMMANDS; i++) {
      int connection = random.nextInt(EXAMPLE_CONNECTIONS);
      commands.add(new Offer<>(60L * i, new ConnectionCommand(CommandKind.INVALIDATE, connection)));
    }
    return ContextCacheBlock.scenario("example", settings, Offer.atOnce(requests))
        .with(
            ContextCacheBlock.HINTS,
            ScheduledRequests.hints(random, requests, 3, EXAMPLE_CONNECTIONS))
        .with(ContextCacheBlock.IN_WINDOW_PERCENT, 50)
        .with(ContextCacheBlock.COMMANDS, commands)
        .with(ContextCacheBlock.HOST, new HostContextSpec(3, 20, 30, 2, 20, 10, 0, 0, 0))
        .with(ContextCacheBlock.EXECUTION, new ExecutionSpec(4, 2, 3, 40, 20, 0));
  }

  /**
   * A scenario in which everything is random.
   *
   * @param parameters of the hardware
   */
  static Scenario scenario(Random random, String name, Map<String, Long> parameters) {
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
    List<Offer<ScheduledRequest>> offers =
        ScheduledRequests.offers(random, requests, random.nextInt(3) == 0 ? random.nextInt(20) : 0);
    Scenario scenario =
        ContextCacheBlock.scenario(name, settings, offers)
            .with(
                ContextCacheBlock.HINTS,
                hinted ? ScheduledRequests.hints(random, requests, most, connections) : List.of())
            .with(ContextCacheBlock.IN_WINDOW_PERCENT, random.nextInt(100))
            .with(
                ContextCacheBlock.COMMANDS,
                random.nextBoolean() ? commands(random, connections) : List.of())
            .withInitialSeed(random.nextLong())
            .with(ContextCacheBlock.HOST, host(random))
            .with(ContextCacheBlock.EXECUTION, execution(random));
    for (Map.Entry<String, PauseSpec> pause : pauses.entrySet()) {
      scenario = scenario.withPause(pause.getKey(), pause.getValue());
    }
    return scenario;
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
