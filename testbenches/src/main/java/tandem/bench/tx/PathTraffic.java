package tandem.bench.tx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tandem.cosim.stream.Offer;
import tandem.cosim.stream.PauseSpec;
import tandem.cosim.workrequest.PathHostSpec;
import tandem.cosim.workrequest.PathPauses;
import tandem.cosim.workrequest.PathPosting;
import tandem.cosim.workrequest.PathScenario;
import tandem.model.record.CommandKind;
import tandem.model.record.ConnectionCommand;
import tandem.model.record.DoorbellWrite;
import tandem.model.record.WorkOp;

/** Random scenarios of the work-request path. */
final class PathTraffic {
  private static final long[] WINDOWS = {1, 2, 8, 16, 64, 256};
  private static final long[] BATCH_LIMITS = {0, 1, 2, 8};
  private static final int[] READ_CYCLES = {0, 1, 20, 225};
  private static final int[] LATENCIES = {1, 10, 64, 225};
  private static final int GUESTS = 256;
  private static final int CONTEXT_BYTES = 256;

  private final Random random;
  private final Map<String, Long> parameters;

  /**
   * @param parameters of the hardware
   */
  PathTraffic(Random random, Map<String, Long> parameters) {
    this.random = random;
    this.parameters = parameters;
  }

  /**
   * A scenario in which everything is random.
   *
   * @param withFaults whether anything goes wrong, and is mended by commands
   */
  PathScenario scenario(String name, int requests, boolean withFaults) {
    int known = connections();
    int limit = withFaults && random.nextBoolean() ? Math.max(1, known - 1) : known;
    Map<String, Long> settings = settings();
    settings.put("connectionLimit", (long) limit);
    return PathScenario.of(name, settings, List.of())
        .withPostings(postings(requests, known, withFaults))
        .withCommands(commands(requests, known, withFaults))
        .withHost(host(withFaults))
        .withPausesAndSeed(
            random.nextInt(3) == 0
                ? PathPauses.NEVER
                : PathPauses.each(() -> PauseSpec.any(random)),
            random.nextLong());
  }

  /**
   * A scenario whose cycles can be predicted: random, but without pauses, jitter, commands and
   * faults, and the requests of a connection in one queue.
   */
  PathScenario steady(String name, int requests) {
    Map<String, Long> settings = settings();
    List<PathPosting> postings =
        postings(requests, connections(), false).stream().map(this::inOneQueue).toList();
    int latency = LATENCIES[random.nextInt(LATENCIES.length)];
    return PathScenario.of(name, settings, List.of())
        .withPostings(postings)
        .withHost(PathHostSpec.steady(latency, random.nextLong()))
        .withPausesAndSeed(PathPauses.NEVER, random.nextLong());
  }

  /** The same, of a guest near by whose queue is the one of the connection. */
  private PathPosting inOneQueue(PathPosting posting) {
    int queues = parameters.getOrDefault("numQueues", 1L).intValue();
    DoorbellWrite d = posting.doorbell();
    int near = d.guest() / queues * queues + d.connection() % queues;
    int guest = near < GUESTS ? near : near - queues;
    return new PathPosting(
        posting.afterCycles(),
        new DoorbellWrite(
            guest,
            d.connection(),
            d.op(),
            d.bytes(),
            d.fence(),
            d.barrier(),
            d.fail(),
            d.address()),
        posting.missing());
  }

  private int connections() {
    long entries = parameters.get("cacheEntries");
    long most = 1L << parameters.get("connectionBits");
    long wanted =
        switch (random.nextInt(5)) {
          case 0 -> 1;
          case 1 -> 3;
          case 2 -> entries;
          case 3 -> 4 * entries;
          default -> 51 * entries;
        };
    return (int) Math.max(1, Math.min(wanted, most));
  }

  private Map<String, Long> settings() {
    Map<String, Long> settings = new LinkedHashMap<>(parameters);
    settings.put("window", Math.min(parameters.get("maxWindow"), pick(WINDOWS)));
    settings.put("batchLimit", pick(BATCH_LIMITS));
    settings.put("batchBytes", random.nextInt(4) == 0 ? 1L + random.nextInt(40_000) : 0);
    settings.put("liveScan", random.nextInt(3) == 0 ? 1L : 0);
    settings.put("windowCounts", (long) random.nextInt(2));
    settings.put("prefetch", random.nextInt(3) == 0 ? 1L + random.nextInt(8) : 0);
    settings.put("replacement", (long) random.nextInt(3));
    settings.put("queueFormat", (long) random.nextInt(2));
    settings.put("nonBlocking", random.nextInt(4) == 0 ? 0L : 1);
    settings.put("readCycles", (long) READ_CYCLES[random.nextInt(READ_CYCLES.length)]);
    settings.put("contextBase", (long) CONTEXT_BYTES * random.nextInt(1 << 20));
    return settings;
  }

  private long pick(long[] values) {
    return values[random.nextInt(values.length)];
  }

  private List<PathPosting> postings(int count, int connections, boolean withFaults) {
    boolean sparse = random.nextInt(4) == 0;
    int barrierPerMille = random.nextInt(3) == 0 ? 10 : 0;
    int faultPerMille = withFaults ? 5 : 0;
    List<PathPosting> postings = new ArrayList<>();
    long after = 0;
    for (int i = 0; i < count; i++) {
      after += sparse ? random.nextInt(6) : 0;
      boolean missing = random.nextInt(1000) < faultPerMille;
      postings.add(
          new PathPosting(after, doorbell(connections, barrierPerMille, faultPerMille), missing));
    }
    return postings;
  }

  private DoorbellWrite doorbell(int connections, int barrierPerMille, int faultPerMille) {
    boolean illegal = random.nextInt(1000) < faultPerMille;
    int ops = WorkOp.values().length;
    return new DoorbellWrite(
        random.nextInt(GUESTS),
        random.nextInt(connections),
        illegal ? ops + random.nextInt(3) : random.nextInt(ops),
        random.nextInt(10) == 0 ? random.nextInt() & 0xFFFF_FFFFL : random.nextInt(10_000),
        random.nextInt(20) == 0,
        random.nextInt(1000) < barrierPerMille,
        random.nextInt(1000) < faultPerMille,
        random.nextLong());
  }

  /** With faults the host keeps bringing connections back. */
  private List<Offer<ConnectionCommand>> commands(int requests, int connections, boolean faults) {
    List<Offer<ConnectionCommand>> commands = new ArrayList<>();
    int count = faults ? requests / 20 : random.nextInt(2) * requests / 100;
    long after = 0;
    for (int i = 0; i < count; i++) {
      after += random.nextInt(faults ? 40 : 200);
      int dice = random.nextInt(10);
      CommandKind kind =
          dice < (faults ? 2 : 8)
              ? CommandKind.INVALIDATE
              : dice < 9 ? CommandKind.ENABLE : CommandKind.DISABLE;
      commands.add(new Offer<>(after, new ConnectionCommand(kind, random.nextInt(connections))));
    }
    return commands;
  }

  private PathHostSpec host(boolean faults) {
    return new PathHostSpec(
        LATENCIES[random.nextInt(LATENCIES.length)],
        random.nextInt(2) * random.nextInt(100),
        random.nextInt(3) * random.nextInt(4),
        faults ? random.nextInt(30) : 0,
        faults ? random.nextInt(10) : 0,
        faults ? random.nextInt(50) : 0,
        random.nextLong(),
        false);
  }
}
