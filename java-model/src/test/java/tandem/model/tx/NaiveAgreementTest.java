package tandem.model.tx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The fast path against the naive one over random configurations and traces. */
class NaiveAgreementTest {
  private static final int ROUNDS = 250;

  @ParameterizedTest
  @EnumSource(Replacement.class)
  void shouldExecuteAsTheContractSaysDirectly(Replacement policy) {
    Random random = new Random(policy.code());
    for (int round = 0; round < ROUNDS; round++) {
      WorkRequestConfig config = config(random).with(policy);
      List<NaivePath.Entry> trace = trace(random, config);
      NaivePath expected = new NaivePath(config);
      expected.run(trace);
      WorkRequestPath path = new WorkRequestPath(config, new ContextTable(config));
      List<String> actual = new ArrayList<>();
      trace.forEach(entry -> entry.done = false);
      path.run(
          new EntrySource(trace),
          (position, entry, connection, op, batch, hit, status) ->
              actual.add(NaivePath.line(entry, connection, batch, hit, status)));
      assertEquals(expected.executed, actual, config::toString);
      Map<String, Long> counters = path.counters().toMap();
      assertEquals(expected.misses, counters.get("misses"), config::toString);
      assertEquals(expected.prefetches, counters.get("prefetches"), config::toString);
      assertEquals(expected.useful, counters.get("prefetchUseful"), config::toString);
      assertEquals(expected.useless, counters.get("prefetchUseless"), config::toString);
      assertEquals(expected.writebacks, counters.get("writebacks"), config::toString);
      assertEquals(expected.batches, counters.get("batches"), config::toString);
      assertEquals(trace.size(), counters.get("operations"), config::toString);
    }
  }

  private static WorkRequestConfig config(Random random) {
    long[] windows = {1, 2, 8, 16, 64, 256};
    long[] entries = {1, 2, 4, 16, 64, 300};
    long[] limits = {0, 0, 1, 2, 8};
    long cacheEntries = entries[random.nextInt(entries.length)];
    long ways = random.nextInt(3) == 0 && cacheEntries % 2 == 0 ? cacheEntries / 2 : 0;
    return WorkRequestConfig.DEFAULTS.with(
        Map.of(
            "queueDepth",
            64L << random.nextInt(4),
            "window",
            windows[random.nextInt(windows.length)],
            "cacheEntries",
            cacheEntries,
            "cacheWays",
            ways,
            "batchLimit",
            limits[random.nextInt(limits.length)],
            "batchBytes",
            random.nextInt(4) == 0 ? 3000L : 0L,
            "liveScan",
            (long) random.nextInt(2),
            "windowCounts",
            (long) random.nextInt(2),
            "prefetch",
            random.nextInt(2) == 0 ? 0L : random.nextInt(9),
            "queueFormat",
            (long) random.nextInt(2)));
  }

  private static List<NaivePath.Entry> trace(Random random, WorkRequestConfig config) {
    int connections = 1 + random.nextInt(2 * config.cacheEntries() + 20);
    boolean barriers = random.nextInt(4) == 0;
    List<NaivePath.Entry> trace = new ArrayList<>();
    int count = 200 + random.nextInt(800);
    for (int i = 0; i < count; i++) {
      NaivePath.Entry entry = new NaivePath.Entry();
      entry.number = i;
      entry.connection = random.nextInt(connections);
      entry.bytes = random.nextInt(1500);
      entry.barrier = barriers && random.nextInt(40) == 0;
      trace.add(entry);
    }
    return trace;
  }

  private static final class EntrySource implements RequestSource {
    private final List<NaivePath.Entry> trace;
    private int cursor = -1;

    EntrySource(List<NaivePath.Entry> trace) {
      this.trace = trace;
    }

    @Override
    public boolean advance() {
      return ++cursor < trace.size();
    }

    @Override
    public int connection() {
      return trace.get(cursor).connection;
    }

    @Override
    public int op() {
      return 0;
    }

    @Override
    public int bytes() {
      return (int) trace.get(cursor).bytes;
    }

    @Override
    public boolean barrier() {
      return trace.get(cursor).barrier;
    }
  }
}
