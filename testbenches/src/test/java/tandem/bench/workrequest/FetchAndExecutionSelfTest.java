package tandem.bench.workrequest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tandem.bench.TestRtl;
import tandem.cosim.check.Mismatch;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.TraceWindow;
import tandem.cosim.workrequest.FetchHarness;
import tandem.cosim.workrequest.FetchLog;
import tandem.cosim.workrequest.FetchScenario;
import tandem.cosim.workrequest.StubHarness;
import tandem.cosim.workrequest.StubLog;
import tandem.cosim.workrequest.StubScenario;
import tandem.model.record.Completion;
import tandem.model.record.DescriptorFetch;
import tandem.model.record.Released;
import tandem.model.record.WorkRequest;

/**
 * The checkers of fetch and execution are made to fail: the RTL is run once, and each way of
 * altering what it did must be noticed, in the right field.
 */
class FetchAndExecutionSelfTest {
  private static final int ALTERED = 100;
  private static final FetchHarness FETCH = new FetchHarness();
  private static final StubHarness STUB = new StubHarness();
  private static final FetchScenario FETCHES =
      FetchRandomBench.scenario(new Random(11), 1, Map.of("fetchSlots", 3L));
  private static final StubScenario REQUESTS =
      ExecutionRandomBench.scenario(
          new Random(12), 1, Map.of("executionSlots", 5L, "cacheEntries", 16L));

  private static Optional<Mismatch> fetched(
      FetchLog log, List<Beat<WorkRequest>> out, List<Beat<DescriptorFetch>> fetch) {
    FetchLog altered = new FetchLog(log.endCycle(), log.in(), out, fetch, log.fetchBeat());
    return FETCH.mismatch(FETCHES, FETCH.config(FETCHES, rtl()), altered);
  }

  private static Optional<Mismatch> executed(
      StubLog log, List<Beat<Completion>> completion, List<Beat<Released>> released) {
    StubLog altered = new StubLog(log.endCycle(), log.in(), log.loaded(), completion, released);
    return STUB.mismatch(REQUESTS, STUB.config(REQUESTS, rtl()), altered);
  }

  private static FetchLog fetchLog() {
    var result = FETCH.run(FETCHES, rtl(), TraceWindow.none());
    assertTrue(result.verdict().isAgreed(), result::toString);
    return result.log().orElseThrow();
  }

  private static StubLog stubLog() {
    var result = STUB.run(REQUESTS, rtl(), TraceWindow.none());
    assertTrue(result.verdict().isAgreed(), result::toString);
    return result.log().orElseThrow();
  }

  static Stream<String> fieldsOfRequests() {
    return fields(WorkRequest.class);
  }

  static Stream<String> fieldsOfCompletions() {
    return fields(Completion.class);
  }

  static Stream<String> fieldsOfReleases() {
    return fields(Released.class);
  }

  @ParameterizedTest
  @MethodSource("fieldsOfRequests")
  void shouldNoticeABrokenFieldOfARequest(String field) {
    FetchLog log = fetchLog();
    Mismatch mismatch = fetched(log, broken(log.out(), field), log.fetch()).orElseThrow();
    assertEquals("WorkRequestFetch", mismatch.stage());
    assertEquals(List.of(field), mismatch.differing());
    assertEquals(log.out().get(ALTERED).cycle(), mismatch.cycle());
  }

  @Test
  void shouldNoticeAWrongLine() {
    FetchLog log = fetchLog();
    Mismatch mismatch = fetched(log, log.out(), broken(log.fetch(), "address")).orElseThrow();
    assertEquals(List.of("address"), mismatch.differing());
  }

  @Test
  void shouldNoticeALineThatIsReadTwice() {
    FetchLog log = fetchLog();
    List<Beat<DescriptorFetch>> fetch = new ArrayList<>(log.fetch());
    DescriptorFetch last = fetch.get(fetch.size() - 1).record();
    fetch.add(new Beat<>(last, log.endCycle(), log.endCycle()));
    assertEquals(List.of("fetches"), fetched(log, log.out(), fetch).orElseThrow().differing());
  }

  @Test
  void shouldNoticeARequestThatLeavesBeforeItsLine() {
    FetchLog log = fetchLog();
    List<Beat<WorkRequest>> out = new ArrayList<>(log.out());
    Beat<WorkRequest> beat = out.get(ALTERED);
    long came = log.in().get(ALTERED).cycle();
    out.set(ALTERED, new Beat<>(beat.record(), came, beat.cycle()));
    assertEquals(
        "a request leaves after its line came",
        fetched(log, out, log.fetch()).orElseThrow().rule());
  }

  @Test
  void shouldNoticeARequestThatIsMissing() {
    FetchLog log = fetchLog();
    List<Beat<WorkRequest>> out = log.out().subList(0, log.out().size() - 1);
    assertEquals(List.of("out"), fetched(log, out, log.fetch()).orElseThrow().differing());
  }

  @ParameterizedTest
  @MethodSource("fieldsOfCompletions")
  void shouldNoticeABrokenFieldOfACompletion(String field) {
    StubLog log = stubLog();
    Mismatch mismatch =
        executed(log, broken(log.completion(), field), log.released()).orElseThrow();
    assertEquals("ExecutionStub", mismatch.stage());
    assertEquals(List.of(field), mismatch.differing());
  }

  @ParameterizedTest
  @MethodSource("fieldsOfReleases")
  void shouldNoticeABrokenFieldOfARelease(String field) {
    StubLog log = stubLog();
    Mismatch mismatch =
        executed(log, log.completion(), broken(log.released(), field)).orElseThrow();
    assertTrue(mismatch.tag().startsWith("release="), mismatch::toString);
  }

  @Test
  void shouldNoticeACompletionOutOfItsTime() {
    StubLog log = stubLog();
    assertEquals(
        "nothing is completed before it ends",
        executed(log, moved(log.completion(), log.in().get(ALTERED).cycle()), log.released())
            .orElseThrow()
            .rule());
    long late = log.completion().get(ALTERED).cycle() + 10_000;
    assertEquals(
        "what has ended is completed when those before it are",
        executed(log, moved(log.completion(), late), log.released()).orElseThrow().rule());
  }

  @Test
  void shouldNoticeAReleaseThatIsMissing() {
    StubLog log = stubLog();
    List<Beat<Released>> released = log.released().subList(0, log.released().size() - 1);
    assertEquals(
        List.of("releases"), executed(log, log.completion(), released).orElseThrow().differing());
  }

  @Test
  void shouldNoticeAReleaseBeforeItsOperationEnds() {
    StubLog log = stubLog();
    List<Beat<Released>> released = moved(log.released(), log.in().get(0).cycle());
    String tag = executed(log, log.completion(), released).orElseThrow().tag();
    assertEquals("release=" + ALTERED, tag);
  }

  private static RtlSource rtl() {
    return TestRtl.generated();
  }

  private static Stream<String> fields(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName);
  }

  /** The beats, one of them offered in another cycle. */
  private static <R extends Record> List<Beat<R>> moved(List<Beat<R>> beats, long offeredCycle) {
    List<Beat<R>> moved = new ArrayList<>(beats);
    Beat<R> beat = beats.get(ALTERED);
    moved.set(ALTERED, new Beat<>(beat.record(), offeredCycle, beat.cycle()));
    return moved;
  }

  /** The beats, one field of one of them another. */
  private static <R extends Record> List<Beat<R>> broken(List<Beat<R>> beats, String field) {
    List<Beat<R>> broken = new ArrayList<>(beats);
    Beat<R> beat = beats.get(ALTERED);
    broken.set(
        ALTERED, new Beat<>(altered(beat.record(), field), beat.offeredCycle(), beat.cycle()));
    return broken;
  }

  @SuppressWarnings("unchecked") // the constructor is the record's own
  private static <R extends Record> R altered(R record, String field) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    try {
      Object[] values = new Object[components.length];
      for (int i = 0; i < values.length; i++) {
        Object value = components[i].getAccessor().invoke(record);
        values[i] = components[i].getName().equals(field) ? other(value) : value;
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return (R) record.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static Object other(Object value) {
    if (value instanceof Boolean bit) {
      return !bit;
    }
    if (value instanceof Integer number) {
      return number ^ 1;
    }
    if (value instanceof Long number) {
      return number ^ 1;
    }
    Object[] constants = value.getClass().getEnumConstants();
    return constants[(((Enum<?>) value).ordinal() + 1) % constants.length];
  }
}
