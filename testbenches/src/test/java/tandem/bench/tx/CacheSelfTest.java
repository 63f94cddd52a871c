package tandem.bench.tx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.bench.BrokenRecord;
import tandem.bench.TestRtl;
import tandem.cosim.block.BlockHarness;
import tandem.cosim.block.BlockRun;
import tandem.cosim.check.Mismatch;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.Offer;
import tandem.cosim.stream.RecordTexts;
import tandem.cosim.stream.TraceWindow;
import tandem.cosim.tx.ContextCacheBlock;
import tandem.cosim.tx.ContextCacheChecker;
import tandem.cosim.tx.ExecutionSpec;
import tandem.cosim.tx.HostContextSpec;
import tandem.model.record.ActivityEvent;
import tandem.model.record.LoadedEvent;
import tandem.model.record.LookupEvent;
import tandem.model.record.PrefetchEvent;
import tandem.model.record.RequestInContext;
import tandem.model.record.ScheduledRequest;
import tandem.model.tx.WorkRequestConfig;

/**
 * The checker of the context cache is made to fail: a record is altered, or the model has another
 * configuration. It must be noticed, in the right field and cycle. That every field of every stream
 * is looked at is seen by BlockSelfTest.
 */
class CacheSelfTest {
  private static final int REQUESTS = 300;
  private static final int NUMBER = 40;
  private static final BlockHarness<WorkRequestConfig> HARNESS =
      new BlockHarness<>(new ContextCacheBlock());

  /** LRU, with loads that fail. */
  private static BlockRun<WorkRequestConfig> failing;

  /** LOOKAHEAD, with commands. */
  private static BlockRun<WorkRequestConfig> commanded;

  @BeforeAll
  static void run() {
    // Small and in sets, the hardware of the benches.
    Map<String, Long> settings = new TreeMap<>(CacheRandomBench.HARDWARE.get(0));
    settings.put("prefetch", 3L);
    Random random = new Random(11);
    ScheduledRequests.Mix mix = new ScheduledRequests.Mix(40, 20, 4, 20, 5, 0);
    List<ScheduledRequest> requests = ScheduledRequests.random(random, REQUESTS, mix);
    failing =
        HARNESS.run(
            ContextCacheBlock.scenario("self test", settings, Offer.atOnce(requests))
                .with(ContextCacheBlock.HINTS, ScheduledRequests.hints(random, requests, 3, 40))
                .with(ContextCacheBlock.HOST, new HostContextSpec(3, 20, 30, 2, 20, 10, 10, 10, 10))
                .with(ContextCacheBlock.EXECUTION, new ExecutionSpec(4, 2, 3, 40, 20, 0)),
            TestRtl.generated(),
            TraceWindow.none());
    commanded = commanded();
  }

  static BlockRun<WorkRequestConfig> commanded() {
    return HARNESS.run(
        new CacheRandomBench().example(new Random(12)), TestRtl.generated(), TraceWindow.none());
  }

  /** What the other tests rest on. */
  @Test
  void shouldAgreeWhenNothingIsBroken() {
    for (BlockRun<WorkRequestConfig> run : List.of(failing, commanded)) {
      assertTrue(run.verdict().isAgreed(), () -> run.verdict().toString());
      assertTrue(HARNESS.mismatch(run).isEmpty());
      assertEquals(REQUESTS, run.log().beats("out", RequestInContext.class).size());
      assertTrue(run.log().beats("prefetchEvent", PrefetchEvent.class).size() > 10);
      long stores =
          run.log().beats("activityEvent", ActivityEvent.class).stream()
              .filter(beat -> beat.record().writesBack())
              .count();
      assertTrue(stores > REQUESTS / 10, () -> "write-backs=" + stores);
    }
  }

  static Stream<String> brokenRequests() {
    return RecordTexts.names(RequestInContext.class).stream();
  }

  @ParameterizedTest(name = "{0} of a request is wrong")
  @MethodSource("brokenRequests")
  void shouldNoticeABrokenRequest(String field) {
    Mismatch mismatch = broken(failing, "out", RequestInContext.class, field, NUMBER, r -> true);
    assertEquals(List.of(field), mismatch.differing());
    assertTrue(mismatch.cycle() > 0 && !mismatch.tag().isEmpty(), mismatch::toString);
  }

  @ParameterizedTest(name = "{0} of a look-up is wrong")
  @ValueSource(strings = {"kind", "connection", "slot", "entry", "status", "victim", "writeback"})
  void shouldNoticeABrokenLookup(String field) {
    Mismatch mismatch =
        broken(failing, "lookupEvent", LookupEvent.class, field, 3, LookupEvent::victimValid);
    assertEquals(List.of(field), mismatch.differing());
    assertTrue(!mismatch.journey().isEmpty(), mismatch::toString);
  }

  @ParameterizedTest(name = "{0} of a load ahead is wrong")
  @ValueSource(strings = {"slot", "victim", "writeback"})
  void shouldNoticeABrokenPrefetch(String field) {
    Mismatch mismatch =
        broken(failing, "prefetchEvent", PrefetchEvent.class, field, 3, PrefetchEvent::victimValid);
    assertEquals("hint", mismatch.tag());
    assertEquals(List.of(field), mismatch.differing());
  }

  @Test
  void shouldNoticeAContextThatIsTakenAlthoughItIsNotTheOneAskedFor() {
    Mismatch mismatch =
        broken(failing, "loadedEvent", LoadedEvent.class, "failed", 0, LoadedEvent::failed);
    assertEquals(List.of("failed"), mismatch.differing());
  }

  @ParameterizedTest(name = "{0} is counted otherwise")
  @ValueSource(strings = {"usesPrefetched", "losesPrefetched", "loadFails", "writesBack"})
  void shouldNoticeWhatIsCountedOtherwise(String field) {
    Mismatch mismatch =
        broken(failing, "activityEvent", ActivityEvent.class, field, 5, event -> true);
    assertEquals(List.of(field), mismatch.differing());
  }

  /** A model with another configuration must be noticed by what it does. */
  @ParameterizedTest(name = "model has {0}={1}")
  @CsvSource({
    "replacement, 2, slot",
    "queueFormat, 1, consumerIndex",
    "connectionLimit, 10, kind",
    "cacheEntries, 8, slot",
    "cacheWays, 16, slot",
    "contextBase, 4096, address",
    "outstandingLoads, 2, outstandingLoads",
    "nonBlocking, 0, slot being loaded"
  })
  void shouldNoticeAnotherConfiguration(String name, long value, String field) {
    Mismatch mismatch = noticed(failing.with(failing.config().with(name, value)));
    assertTrue(mismatch.differing().contains(field), mismatch::toString);
  }

  static Mismatch noticed(BlockRun<WorkRequestConfig> altered) {
    Optional<Mismatch> mismatch = HARNESS.mismatch(altered);
    assertTrue(mismatch.isPresent(), "the checker let it pass");
    assertEquals(ContextCacheChecker.STAGE, mismatch.get().stage());
    return mismatch.get();
  }

  /** Breaks a field of one of those records that fit. */
  private static <R extends Record> Mismatch broken(
      BlockRun<WorkRequestConfig> run,
      String stream,
      Class<R> type,
      String field,
      int number,
      Predicate<R> fits) {
    List<Beat<R>> beats = run.log().beats(stream, type);
    int at = -1;
    for (int left = number; left >= 0; left--) {
      do {
        at++;
      } while (!fits.test(beats.get(at).record()));
    }
    Beat<R> beat = beats.get(at);
    R wrong = BrokenRecord.of(beat.record(), field).orElseThrow();
    Mismatch mismatch =
        noticed(
            run.with(
                run.log()
                    .with(
                        stream,
                        type,
                        changed(beats, at, new Beat<>(wrong, beat.offeredCycle(), beat.cycle())))));
    assertEquals(beat.cycle(), mismatch.cycle(), mismatch::toString);
    return mismatch;
  }

  static <R extends Record> List<Beat<R>> changed(List<Beat<R>> beats, int number, Beat<R> beat) {
    List<Beat<R>> copy = new ArrayList<>(beats);
    copy.set(number, beat);
    return copy;
  }
}
