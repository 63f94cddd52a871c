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
import tandem.cosim.stream.TraceWindow;
import tandem.cosim.workrequest.PathModel;
import tandem.cosim.workrequest.PathPosting;
import tandem.cosim.workrequest.PathScenario;
import tandem.cosim.workrequest.WorkRequestHarness;
import tandem.cosim.workrequest.WorkRequestHarness.Result;
import tandem.cosim.workrequest.WorkRequestPathChecker;
import tandem.model.record.Completion;
import tandem.model.record.LookupEvent;
import tandem.model.record.RequestInContext;
import tandem.model.record.ScheduledRequest;
import tandem.model.record.WorkRequest;
import tandem.model.tx.WorkRequestConfig;

/**
 * The checker of the whole path is made to fail: each way of breaking the model must be noticed, in
 * the right stage and field.
 */
class PathSelfTest {
  private static final int REQUESTS = 400;
  private static final int BROKEN = 57;

  static Stream<Arguments> brokenModels() {
    return Stream.of(
        Arguments.of("LookaheadScheduler", "bytes", new Broken(ScheduledRequest.class, "bytes")),
        Arguments.of("ContextCache", "slot", new Broken(LookupEvent.class, "slot")),
        Arguments.of("ContextCache", "sequence", new Broken(RequestInContext.class, "sequence")),
        Arguments.of("WorkRequestFetch", "address", new Broken(WorkRequest.class, "address")),
        Arguments.of("ExecutionStub", "status", new Broken(Completion.class, "status")));
  }

  @ParameterizedTest(name = "model breaks {1} of {0}")
  @MethodSource("brokenModels")
  void shouldNoticeABrokenModel(String stage, String field, PathModel model) {
    Mismatch mismatch = mismatch(model);
    assertEquals(stage, mismatch.stage());
    assertEquals(List.of(field), mismatch.differing());
    assertTrue(mismatch.cycle() > 0, mismatch::toString);
  }

  @ParameterizedTest(name = "model miscounts {0}")
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
    Mismatch mismatch =
        mismatch(
            new PathModel() {
              @Override
              public Map<String, Long> counters(Map<String, Long> counters) {
                Map<String, Long> wrong = new LinkedHashMap<>(counters);
                wrong.merge(name, 1L, Long::sum);
                return wrong;
              }
            });
    assertEquals("WorkRequestPath", mismatch.stage());
    assertEquals(List.of(name), mismatch.differing());
  }

  /** Whichever of all registers the model did not have, it would be noticed. */
  @ParameterizedTest(name = "model has no {0}")
  @ValueSource(strings = {"requests", "loadBytes", "displacement2048up"})
  void shouldNoticeACounterThatTheModelDoesNotHave(String name) {
    Mismatch mismatch =
        mismatch(
            new PathModel() {
              @Override
              public Map<String, Long> counters(Map<String, Long> counters) {
                Map<String, Long> fewer = new LinkedHashMap<>(counters);
                fewer.remove(name);
                return fewer;
              }
            });
    assertEquals("WorkRequestPath", mismatch.stage());
    assertEquals(List.of(name), mismatch.differing());
  }

  /** A model with another configuration must be noticed by what it does. */
  @Test
  void shouldNoticeAModelThatEndsReadsTooLate() {
    Mismatch mismatch =
        mismatch(
            new PathModel() {
              @Override
              public WorkRequestConfig config(WorkRequestConfig config) {
                return config.with("readCycles", config.readCycles() + 100);
              }
            });
    assertEquals("ExecutionStub", mismatch.stage());
  }

  /** Of a path that takes no more doorbells it is said where it hangs. */
  @Test
  void shouldNoticeADoorbellThatIsNotTaken() {
    Result result = run(PathModel.GOLDEN);
    PathScenario posted = scenario();
    List<PathPosting> postings = new ArrayList<>(posted.postings());
    postings.add(postings.get(0));
    PathScenario oneMore =
        new PathScenario(
            posted.name(),
            posted.settings(),
            posted.initialSeed(),
            postings,
            posted.commands(),
            posted.host(),
            posted.pauses(),
            0);
    WorkRequestPathChecker checker =
        new WorkRequestPathChecker(
            PathModel.GOLDEN, result.config(), oneMore, result.log().orElseThrow());
    MismatchException hang = assertThrows(MismatchException.class, checker::check);
    assertEquals("LookaheadScheduler", hang.mismatch().stage());
    assertEquals(List.of("doorbells"), hang.mismatch().differing());
  }

  /** What the tests above rest on; the scenario survives its way through a case file. */
  @Test
  void shouldAgreeWhenNothingIsBrokenAlsoFromACaseFile() {
    Result result = run(PathModel.GOLDEN);
    assertTrue(result.verdict().isAgreed(), () -> result.verdict().mismatch().toString());
    assertEquals(REQUESTS, result.log().orElseThrow().completions().size());
    Verdict again =
        new WorkRequestHarness()
            .replay(Json.tree(scenario()), TestRtl.generated(), TraceWindow.none());
    assertTrue(again.isAgreed());
    assertEquals(result.verdict().cycles(), again.cycles());
    assertEquals(result.verdict().records(), again.records());
  }

  /** A model that gives one record of a kind with one field wrong. */
  private static final class Broken implements PathModel {
    private final Class<? extends Record> type;
    private final String field;
    private int asked;

    Broken(Class<? extends Record> type, String field) {
      this.type = type;
      this.field = field;
    }

    private <R extends Record> R broken(R record) {
      boolean isMeant = type.isInstance(record) && asked++ == BROKEN;
      return isMeant ? BrokenRecord.of(record, field).orElseThrow() : record;
    }

    @Override
    public ScheduledRequest scheduled(ScheduledRequest request) {
      return broken(request);
    }

    @Override
    public LookupEvent lookedUp(LookupEvent event) {
      return broken(event);
    }

    @Override
    public RequestInContext issued(RequestInContext request) {
      return broken(request);
    }

    @Override
    public WorkRequest workRequest(WorkRequest request) {
      return broken(request);
    }

    @Override
    public Completion completion(Completion completion) {
      return broken(completion);
    }
  }

  private static Mismatch mismatch(PathModel model) {
    Result result = run(model);
    assertTrue(!result.verdict().isAgreed(), "the checker let it pass");
    return result.verdict().mismatch().orElseThrow();
  }

  private static Result run(PathModel model) {
    return new WorkRequestHarness(model).run(scenario(), TestRtl.generated(), TraceWindow.none());
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
