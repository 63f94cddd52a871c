package tandem.bench.tx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.bench.BrokenRecord;
import tandem.bench.TestRtl;
import tandem.cosim.check.Mismatch;
import tandem.cosim.stream.RecordTexts;
import tandem.cosim.stream.TraceWindow;
import tandem.cosim.workrequest.CacheHarness;
import tandem.cosim.workrequest.CacheHarness.Result;
import tandem.cosim.workrequest.CacheModel;
import tandem.cosim.workrequest.CacheScenario;
import tandem.cosim.workrequest.ExecutionSpec;
import tandem.cosim.workrequest.HostContextSpec;
import tandem.cosim.workrequest.LookupEvent;
import tandem.cosim.workrequest.PrefetchEvent;
import tandem.model.record.RequestInContext;
import tandem.model.record.ScheduledRequest;
import tandem.model.tx.ContextMemory;
import tandem.model.tx.WorkRequestConfig;

/**
 * The checker of the context cache is made to fail: each way of breaking the model must be noticed,
 * in the right field.
 */
class CacheSelfTest {
  private static final int REQUESTS = 300;
  private static final int NUMBER = 40;

  static Stream<String> brokenRequests() {
    return RecordTexts.names(RequestInContext.class).stream();
  }

  @ParameterizedTest(name = "model breaks {0} of a request")
  @MethodSource("brokenRequests")
  void shouldNoticeABrokenRequest(String field) {
    Mismatch mismatch =
        mismatch(
            new CacheModel() {
              private int count;

              @Override
              public RequestInContext issued(RequestInContext request) {
                return count++ == NUMBER ? BrokenRecord.of(request, field).orElseThrow() : request;
              }
            });
    assertEquals(List.of(field), mismatch.differing());
    assertTrue(mismatch.cycle() > 0 && !mismatch.tag().isEmpty(), mismatch::toString);
  }

  @ParameterizedTest(name = "model breaks {0} of a look-up")
  @ValueSource(strings = {"kind", "slot", "status", "victim", "writeback"})
  void shouldNoticeABrokenLookup(String field) {
    Mismatch mismatch =
        mismatch(
            new CacheModel() {
              private int count;

              @Override
              public LookupEvent lookedUp(LookupEvent event) {
                boolean isMeant = event.victimValid() && count++ == 3;
                return isMeant ? BrokenRecord.of(event, field).orElseThrow() : event;
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
