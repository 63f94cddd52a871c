package tandem.bench.workrequest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tandem.bench.TestRtl;
import tandem.cosim.check.Mismatch;
import tandem.cosim.stream.TraceWindow;
import tandem.cosim.workrequest.CacheHarness;
import tandem.cosim.workrequest.CacheHarness.Result;
import tandem.cosim.workrequest.CacheModel;
import tandem.cosim.workrequest.CacheScenario;
import tandem.cosim.workrequest.ExecutionSpec;
import tandem.cosim.workrequest.HostContextSpec;
import tandem.cosim.workrequest.LookupEvent;
import tandem.cosim.workrequest.LookupKind;
import tandem.cosim.workrequest.PrefetchEvent;
import tandem.model.record.RequestInContext;
import tandem.model.record.ScheduledRequest;
import tandem.model.record.WorkStatus;
import tandem.model.tx.ContextMemory;
import tandem.model.tx.WorkRequestConfig;

/**
 * The checker of the context cache is made to fail: each way of breaking the model must be noticed,
 * in the right field.
 */
class CacheSelfTest {
  private static final int REQUESTS = 300;
  private static final int NUMBER = 40;

  static Stream<Arguments> brokenRequests() {
    return Stream.of(
        Arguments.of("guest", 0),
        Arguments.of("connection", 1),
        Arguments.of("op", 2),
        Arguments.of("bytes", 3),
        Arguments.of("fence", 4),
        Arguments.of("fail", 5),
        Arguments.of("address", 6),
        Arguments.of("entry", 7),
        Arguments.of("batch", 8),
        Arguments.of("first", 9),
        Arguments.of("last", 10),
        Arguments.of("slot", 11),
        Arguments.of("hit", 12),
        Arguments.of("status", 13),
        Arguments.of("queueBase", 14),
        Arguments.of("queueSizeLog2", 15),
        Arguments.of("consumerIndex", 16),
        Arguments.of("sequence", 17));
  }

  @ParameterizedTest(name = "model breaks {0} of a request")
  @MethodSource("brokenRequests")
  void shouldNoticeABrokenRequest(String field, int number) {
    Mismatch mismatch =
        mismatch(
            new CacheModel() {
              private int count;

              @Override
              public RequestInContext issued(RequestInContext request) {
                return count++ == NUMBER ? broken(request, number) : request;
              }
            });
    assertEquals(List.of(field), mismatch.differing());
    assertTrue(mismatch.cycle() > 0 && !mismatch.tag().isEmpty(), mismatch::toString);
  }

  static Stream<Arguments> brokenLookups() {
    return Stream.of(
        lookup("kind", e -> lookup(e, LookupKind.PASS, e.slot(), e.status(), e.victim(), false)),
        lookup("slot", e -> lookup(e, e.kind(), e.slot() ^ 1, e.status(), e.victim(), false)),
        lookup("status", e -> lookup(e, e.kind(), e.slot(), WorkStatus.FLUSHED, e.victim(), false)),
        lookup("victim", e -> lookup(e, e.kind(), e.slot(), e.status(), e.victim() ^ 1, false)),
        lookup("writeback", e -> lookup(e, e.kind(), e.slot(), e.status(), e.victim(), true)));
  }

  @ParameterizedTest(name = "model breaks {0} of a look-up")
  @MethodSource("brokenLookups")
  void shouldNoticeABrokenLookup(String field, UnaryOperator<LookupEvent> breaking) {
    Mismatch mismatch =
        mismatch(
            new CacheModel() {
              private int count;

              @Override
              public LookupEvent lookedUp(LookupEvent event) {
                return event.victimValid() && count++ == 3 ? breaking.apply(event) : event;
              }
            });
    assertEquals(List.of(field), mismatch.differing());
    assertTrue(!mismatch.journey().isEmpty(), mismatch::toString);
  }

  @Test
  void shouldNoticeABrokenPrefetch() {
    Mismatch mismatch =
        mismatch(
            new CacheModel() {
              @Override
              public PrefetchEvent prefetched(PrefetchEvent e) {
                return new PrefetchEvent(
                    e.connection(), e.slot() ^ 1, e.victimValid(), e.victim(), e.writeback());
              }
            });
    assertEquals("hint", mismatch.tag());
    assertEquals(List.of("slot"), mismatch.differing());
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
    Mismatch mismatch =
        mismatch(
            new CacheModel() {
              @Override
              public WorkRequestConfig config(WorkRequestConfig config) {
                return config.with(name, value);
              }
            });
    assertTrue(mismatch.differing().contains(field), mismatch::toString);
  }

  @Test
  void shouldNoticeAModelThatForgetsAWriteBack() {
    Mismatch mismatch =
        mismatch(
            new BrokenMemory() {
              @Override
              public void store(int connection, int consumerIndex, int sequence) {
                if (count++ != 2) {
                  memory.store(connection, consumerIndex, sequence);
                }
              }
            });
    assertTrue(mismatch.rule().startsWith("WR-2"), mismatch::toString);
  }

  @ParameterizedTest(name = "model writes back {0} and {1} more")
  @CsvSource({"1, 0", "0, 1"})
  void shouldNoticeAModelThatWritesSomethingElseBack(int indices, int sequences) {
    Mismatch mismatch =
        mismatch(
            new BrokenMemory() {
              @Override
              public void store(int connection, int consumerIndex, int sequence) {
                memory.store(connection, consumerIndex + indices, sequence + sequences);
              }
            });
    assertEquals(List.of("data0"), mismatch.differing());
  }

  @Test
  void shouldNoticeAModelThatTakesAnyContext() {
    Mismatch mismatch =
        mismatch(
            new BrokenMemory() {
              @Override
              public boolean load(int connection, Context into) {
                memory.load(connection, into);
                return true;
              }
            });
    assertEquals(List.of("failed"), mismatch.differing());
  }

  /** What the tests above rest on: without anything broken the scenario agrees. */
  @Test
  void shouldAgreeWhenNothingIsBroken() {
    Result result = run(CacheModel.GOLDEN);
    assertTrue(result.verdict().isAgreed(), () -> result.verdict().mismatch().toString());
    assertEquals(REQUESTS, result.log().orElseThrow().inContext().size());
    assertTrue(result.log().orElseThrow().events().prefetches().size() > 10);
    assertTrue(result.checker().orElseThrow().counters().writebacks() > REQUESTS / 10);
  }

  private abstract static class BrokenMemory implements CacheModel, ContextMemory {
    ContextMemory memory;
    int count;

    @Override
    public ContextMemory memory(ContextMemory golden) {
      memory = golden;
      return this;
    }

    @Override
    public boolean load(int connection, Context into) {
      return memory.load(connection, into);
    }

    @Override
    public void store(int connection, int consumerIndex, int sequence) {
      memory.store(connection, consumerIndex, sequence);
    }
  }

  private static Arguments lookup(String field, UnaryOperator<LookupEvent> breaking) {
    return Arguments.of(field, breaking);
  }

  /** A copy with these values; the last says whether the write-back is told wrongly. */
  private static LookupEvent lookup(
      LookupEvent e, LookupKind kind, int slot, WorkStatus status, int victim, boolean flips) {
    return new LookupEvent(
        kind,
        e.connection(),
        slot,
        e.entry(),
        status,
        e.victimValid(),
        victim,
        e.writeback() ^ flips);
  }

  /** A copy of a request with the field at that index changed. */
  private static RequestInContext broken(RequestInContext r, int field) {
    return new RequestInContext(
        field == 0 ? r.guest() ^ 1 : r.guest(),
        field == 1 ? r.connection() ^ 1 : r.connection(),
        field == 2 ? r.op() ^ 1 : r.op(),
        field == 3 ? r.bytes() ^ 1 : r.bytes(),
        field == 4 ^ r.fence(),
        field == 5 ^ r.fail(),
        field == 6 ? r.address() ^ 1 : r.address(),
        field == 7 ? r.entry() ^ 1 : r.entry(),
        field == 8 ? r.batch() ^ 1 : r.batch(),
        field == 9 ^ r.first(),
        field == 10 ^ r.last(),
        field == 11 ? r.slot() ^ 1 : r.slot(),
        field == 12 ^ r.hit(),
        field == 13 ? WorkStatus.BAD_REQUEST : r.status(),
        field == 14 ? r.queueBase() ^ 64 : r.queueBase(),
        field == 15 ? r.queueSizeLog2() ^ 1 : r.queueSizeLog2(),
        field == 16 ? r.consumerIndex() ^ 1 : r.consumerIndex(),
        field == 17 ? r.sequence() ^ 1 : r.sequence());
  }

  private static Mismatch mismatch(CacheModel model) {
    Result result = run(model);
    assertTrue(!result.verdict().isAgreed(), "the checker let it pass");
    Mismatch mismatch = result.verdict().mismatch().orElseThrow();
    assertEquals("ContextCache", mismatch.stage());
    return mismatch;
  }

  private static Result run(CacheModel model) {
    // Small and in sets, the hardware of the benches.
    Map<String, Long> settings =
        Map.of(
            "cacheEntries", 16L,
            "cacheWays", 4L,
            "connectionBits", 8L,
            "outstandingLoads", 6L,
            "parkedRequests", 12L,
            "outstandingStores", 3L,
            "prefetch", 3L);
    Random random = new Random(11);
    ScheduledRequests.Mix mix = new ScheduledRequests.Mix(40, 20, 4, 20, 5, 0);
    List<ScheduledRequest> requests = ScheduledRequests.random(random, REQUESTS, mix);
    CacheScenario scenario =
        CacheScenario.of("self test", settings, requests)
            .withHints(ScheduledRequests.hints(random, requests, 3, 40), 50)
            .withAgents(
                new HostContextSpec(3, 20, 30, 2, 20, 10, 10, 10, 10),
                new ExecutionSpec(4, 2, 3, 40, 20, 0));
    return new CacheHarness(model).run(scenario, TestRtl.generated(), TraceWindow.none());
  }
}
