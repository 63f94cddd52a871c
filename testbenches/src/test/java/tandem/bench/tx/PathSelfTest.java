package tandem.bench.tx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.bench.BrokenRecord;
import tandem.bench.TestRtl;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.MismatchException;
import tandem.cosim.regress.Json;
import tandem.cosim.regress.Verdict;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.RunLog;
import tandem.cosim.stream.TraceWindow;
import tandem.cosim.workrequest.PathPosting;
import tandem.cosim.workrequest.PathScenario;
import tandem.cosim.workrequest.WorkRequestHarness;
import tandem.cosim.workrequest.WorkRequestHarness.Result;
import tandem.cosim.workrequest.WorkRequestPathChecker;
import tandem.model.record.Completion;
import tandem.model.record.LookupEvent;
import tandem.model.record.Released;
import tandem.model.record.RequestInContext;
import tandem.model.record.ScheduledRequest;
import tandem.model.record.WorkRequest;
import tandem.model.tx.WorkRequestConfig;

/**
 * The checker of the whole path is made to fail: what the RTL did is altered, and each time it must
 * be noticed in the right stage and field.
 */
class PathSelfTest {
  private static final int REQUESTS = 400;
  private static final int BROKEN = 57;

  private static PathScenario scenario;
  private static Result result;

  @BeforeAll
  static void run() {
    scenario = scenario();
    result = new WorkRequestHarness().run(scenario, TestRtl.generated(), TraceWindow.none());
  }

  static Stream<Arguments> brokenRecords() {
    return Stream.of(
        Arguments.of("LookaheadScheduler", "scheduled", ScheduledRequest.class, "bytes"),
        Arguments.of("ContextCache", "lookupEvent", LookupEvent.class, "slot"),
        Arguments.of("ContextCache", "inContext", RequestInContext.class, "sequence"),
        Arguments.of("WorkRequestFetch", "workRequest", WorkRequest.class, "address"),
        Arguments.of("ExecutionStub", "released", Released.class, "connection"),
        Arguments.of("ExecutionStub", "completion", Completion.class, "status"));
  }

  @ParameterizedTest(name = "{3} of {1} is wrong")
  @MethodSource("brokenRecords")
  <R extends Record> void shouldNoticeABrokenRecord(
      String stage, String stream, Class<R> type, String field) {
    List<Beat<R>> beats = new ArrayList<>(log().beats(stream, type));
    Beat<R> beat = beats.get(BROKEN);
    R wrong = BrokenRecord.of(beat.record(), field).orElseThrow();
    beats.set(BROKEN, new Beat<>(wrong, beat.offeredCycle(), beat.cycle()));
    Mismatch mismatch = mismatch(result.config(), scenario, log().with(stream, type, beats));
    assertEquals(stage, mismatch.stage());
    assertTrue(mismatch.differing().contains(field), mismatch::toString);
    assertEquals(beat.cycle(), mismatch.cycle());
  }

  @ParameterizedTest(name = "{0} is miscounted")
  @ValueSource(
      strings = {
        "requests",
        "batchSize1",
        "hits",
        "writebacks",
        "fetches",
        "operations",
        "displacementSum"
      })
  void shouldNoticeABrokenCounter(String name) {
    Map<String, Long> wrong = new LinkedHashMap<>(log().counters());
    wrong.merge(name, 1L, Long::sum);
    assertCounter(name, wrong);
  }

  /** Whichever of all registers one side did not have, it would be noticed. */
  @ParameterizedTest(name = "there is no {0}")
  @ValueSource(strings = {"requests", "loadBytes", "displacement2048up"})
  void shouldNoticeACounterThatIsNotThere(String name) {
    Map<String, Long> fewer = new LinkedHashMap<>(log().counters());
    fewer.remove(name);
    assertCounter(name, fewer);
  }

  @Test
  void shouldNoticeACounterThatTheModelDoesNotHave() {
    Map<String, Long> more = new LinkedHashMap<>(log().counters());
    more.put("another", 0L);
    assertCounter("another", more);
  }

  private static void assertCounter(String name, Map<String, Long> counters) {
    Mismatch mismatch =
        mismatch(result.config(), scenario, log().ended(log().endCycle(), counters));
    assertEquals("WorkRequestPath", mismatch.stage());
    assertEquals(List.of(name), mismatch.differing());
  }

  /** A model with another configuration must be noticed by what it does. */
  @Test
  void shouldNoticeAModelThatEndsReadsTooLate() {
    WorkRequestConfig config = result.config();
    Mismatch mismatch =
        mismatch(config.with("readCycles", config.readCycles() + 100), scenario, log());
    assertEquals("ExecutionStub", mismatch.stage());
  }

  /** Of a path that takes no more doorbells it is said where it hangs. */
  @Test
  void shouldNoticeADoorbellThatIsNotTaken() {
    List<PathPosting> postings = new ArrayList<>(scenario.postings());
    postings.add(postings.get(0));
    Mismatch hang = mismatch(result.config(), scenario.withPostings(postings), log());
    assertEquals("LookaheadScheduler", hang.stage());
    assertEquals(List.of("doorbells"), hang.differing());
  }

  /** What the tests above rest on; the scenario survives its way through a case file. */
  @Test
  void shouldAgreeWhenNothingIsBrokenAlsoFromACaseFile() {
    assertTrue(result.verdict().isAgreed(), () -> result.verdict().mismatch().toString());
    assertEquals(REQUESTS, log().beats("completion", Completion.class).size());
    Verdict again =
        new WorkRequestHarness()
            .replay(Json.tree(scenario), TestRtl.generated(), TraceWindow.none());
    assertTrue(again.isAgreed());
    assertEquals(result.verdict().cycles(), again.cycles());
    assertEquals(result.verdict().records(), again.records());
  }

  private static RunLog log() {
    return result.log().orElseThrow().run();
  }

  private static Mismatch mismatch(WorkRequestConfig config, PathScenario posted, RunLog log) {
    WorkRequestPathChecker checker = new WorkRequestPathChecker(config, posted, log);
    return assertThrows(MismatchException.class, checker::check).mismatch();
  }

  private static PathScenario scenario() {
    PathTraffic traffic = new PathTraffic(new Random(7), PathBench.SMALL);
    Map<String, Long> settings =
        PathBench.with(PathBench.SMALL, "readCycles", 20, "window", 16, "queueFormat", 0);
    PathScenario random = traffic.scenario("self test", REQUESTS, false);
    return new PathScenario(
        random.name(),
        settings,
        random.initialSeed(),
        random.postings(),
        random.commands(),
        random.host(),
        random.pauses(),
        0);
  }
}
