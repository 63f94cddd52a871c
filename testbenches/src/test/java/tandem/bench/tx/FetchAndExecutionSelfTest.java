package tandem.bench.tx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tandem.bench.BrokenRecord;
import tandem.bench.TestRtl;
import tandem.cosim.block.BlockHarness;
import tandem.cosim.block.BlockRun;
import tandem.cosim.block.Scenario;
import tandem.cosim.check.Mismatch;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.TraceWindow;
import tandem.cosim.tx.ExecutionStubBlock;
import tandem.cosim.tx.WorkRequestFetchBlock;
import tandem.model.record.Completion;
import tandem.model.record.DescriptorFetch;
import tandem.model.record.Released;
import tandem.model.record.RequestInContext;
import tandem.model.record.WorkRequest;
import tandem.model.tx.WorkRequestConfig;

/**
 * The checkers of fetch and execution are made to fail: the RTL is run once, and each way of
 * altering what it did must be noticed, in the right field.
 */
class FetchAndExecutionSelfTest {
  private static final int ALTERED = 100;
  private static final BlockHarness<WorkRequestConfig> FETCH =
      new BlockHarness<>(new WorkRequestFetchBlock());
  private static final BlockHarness<WorkRequestConfig> STUB =
      new BlockHarness<>(new ExecutionStubBlock());
  private static final Scenario FETCHES =
      FetchRandomBench.scenario(new Random(11), 1, Map.of("fetchSlots", 3L));
  private static final Scenario REQUESTS =
      ExecutionRandomBench.scenario(
          new Random(12), 1, Map.of("executionSlots", 5L, "cacheEntries", 16L));

  private static BlockRun<WorkRequestConfig> fetched() {
    return agreed(FETCH.run(FETCHES, TestRtl.generated(), TraceWindow.none()));
  }

  private static BlockRun<WorkRequestConfig> executed() {
    return agreed(STUB.run(REQUESTS, TestRtl.generated(), TraceWindow.none()));
  }

  private static BlockRun<WorkRequestConfig> agreed(BlockRun<WorkRequestConfig> run) {
    assertTrue(run.verdict().isAgreed(), run::toString);
    return run;
  }

  private static Mismatch withOut(BlockRun<WorkRequestConfig> run, List<Beat<WorkRequest>> out) {
    return mismatch(FETCH, run, "out", WorkRequest.class, out);
  }

  private static Mismatch withFetches(
      BlockRun<WorkRequestConfig> run, List<Beat<DescriptorFetch>> fetches) {
    return mismatch(FETCH, run, "fetch", DescriptorFetch.class, fetches);
  }

  private static Mismatch withCompletions(
      BlockRun<WorkRequestConfig> run, List<Beat<Completion>> completions) {
    return mismatch(STUB, run, "completion", Completion.class, completions);
  }

  private static Mismatch withReleases(
      BlockRun<WorkRequestConfig> run, List<Beat<Released>> released) {
    return mismatch(STUB, run, "released", Released.class, released);
  }

  private static <R extends Record> Mismatch mismatch(
      BlockHarness<WorkRequestConfig> harness,
      BlockRun<WorkRequestConfig> run,
      String stream,
      Class<R> type,
      List<Beat<R>> beats) {
    return harness.mismatch(run.with(run.log().with(stream, type, beats))).orElseThrow();
  }

  private static List<Beat<WorkRequest>> out(BlockRun<WorkRequestConfig> run) {
    return run.log().beats("out", WorkRequest.class);
  }

  private static List<Beat<DescriptorFetch>> fetches(BlockRun<WorkRequestConfig> run) {
    return run.log().beats("fetch", DescriptorFetch.class);
  }

  private static List<Beat<Completion>> completions(BlockRun<WorkRequestConfig> run) {
    return run.log().beats("completion", Completion.class);
  }

  private static List<Beat<Released>> released(BlockRun<WorkRequestConfig> run) {
    return run.log().beats("released", Released.class);
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
    BlockRun<WorkRequestConfig> run = fetched();
    Mismatch mismatch = withOut(run, broken(out(run), field));
    assertEquals("WorkRequestFetch", mismatch.stage());
    assertEquals(List.of(field), mismatch.differing());
    assertEquals(out(run).get(ALTERED).cycle(), mismatch.cycle());
  }

  @Test
  void shouldNoticeAWrongLine() {
    BlockRun<WorkRequestConfig> run = fetched();
    assertEquals(List.of("address"), withFetches(run, broken(fetches(run), "address")).differing());
  }

  @Test
  void shouldNoticeALineThatIsReadTwice() {
    BlockRun<WorkRequestConfig> run = fetched();
    List<Beat<DescriptorFetch>> fetches = new ArrayList<>(fetches(run));
    long end = run.log().endCycle();
    DescriptorFetch last = fetches.get(fetches.size() - 1).record();
    fetches.add(new Beat<>(last, end, end));
    Mismatch mismatch = withFetches(run, fetches);
    assertEquals(end, mismatch.cycle());
    assertEquals(List.of("address", "fetchSlot"), mismatch.differing());
  }

  @Test
  void shouldNoticeARequestThatLeavesBeforeItsLine() {
    BlockRun<WorkRequestConfig> run = fetched();
    long came = run.log().beats("in", RequestInContext.class).get(ALTERED).cycle();
    assertEquals(
        "a request leaves after its line came", withOut(run, moved(out(run), came)).rule());
  }

  @Test
  void shouldNoticeARequestThatIsMissing() {
    BlockRun<WorkRequestConfig> run = fetched();
    assertEquals(List.of("out"), withOut(run, withoutLast(out(run))).differing());
  }

  @ParameterizedTest
  @MethodSource("fieldsOfCompletions")
  void shouldNoticeABrokenFieldOfACompletion(String field) {
    BlockRun<WorkRequestConfig> run = executed();
    Mismatch mismatch = withCompletions(run, broken(completions(run), field));
    assertEquals("ExecutionStub", mismatch.stage());
    assertEquals(List.of(field), mismatch.differing());
  }

  @ParameterizedTest
  @MethodSource("fieldsOfReleases")
  void shouldNoticeABrokenFieldOfARelease(String field) {
    BlockRun<WorkRequestConfig> run = executed();
    Mismatch mismatch = withReleases(run, broken(released(run), field));
    assertTrue(mismatch.tag().startsWith("release="), mismatch::toString);
  }

  @Test
  void shouldNoticeACompletionOutOfItsTime() {
    BlockRun<WorkRequestConfig> run = executed();
    long early = run.log().beats("in", WorkRequest.class).get(ALTERED).cycle();
    assertEquals(
        "nothing is completed before it ends",
        withCompletions(run, moved(completions(run), early)).rule());
    long late = completions(run).get(ALTERED).cycle() + 10_000;
    assertEquals(
        "what has ended is completed when those before it are",
        withCompletions(run, moved(completions(run), late)).rule());
  }

  @Test
  void shouldNoticeAReleaseThatIsMissing() {
    BlockRun<WorkRequestConfig> run = executed();
    assertEquals(List.of("releases"), withReleases(run, withoutLast(released(run))).differing());
  }

  @Test
  void shouldNoticeAReleaseBeforeItsOperationEnds() {
    BlockRun<WorkRequestConfig> run = executed();
    long early = run.log().beats("in", WorkRequest.class).get(0).cycle();
    assertEquals("release=" + ALTERED, withReleases(run, moved(released(run), early)).tag());
  }

  private static <R extends Record> List<Beat<R>> withoutLast(List<Beat<R>> beats) {
    return beats.subList(0, beats.size() - 1);
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
        ALTERED,
        new Beat<>(
            BrokenRecord.of(beat.record(), field).orElseThrow(),
            beat.offeredCycle(),
            beat.cycle()));
    return broken;
  }
}
