package tandem.bench.regress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tandem.bench.TestRtl;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.RecordFields;
import tandem.cosim.regress.Verdict;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.TraceWindow;
import tandem.cosim.waves.FollowedWaves;
import tandem.cosim.waves.RunEndedException;
import tandem.cosim.waves.StoryBuilder;
import tandem.cosim.waves.WaveStory;
import tandem.model.record.Completion;
import tandem.model.record.WorkStatus;
import tandem.rtlgen.Manifest;
import tandem.waveforms.log.StreamEvent;

/** What stands on the model's side where the checker followed the RTL. */
class FollowedWavesTest {
  private static final Completion FIRST = new Completion(1, 2, 0, 3, 0, WorkStatus.OK);
  private static final Completion SECOND = new Completion(1, 2, 0, 3, 1, WorkStatus.OK);
  private static final Completion OTHER = new Completion(1, 2, 0, 3, 1, WorkStatus.FLUSHED);

  @Test
  void shouldHaveTheRecordThatTheModelHas() {
    List<StreamEvent> events = events(20, RecordFields.of(OTHER, SECOND));
    assertEquals(List.of(15L, 20L), cycles(events));
    assertEquals(BigInteger.valueOf(WorkStatus.OK.code()), status(events.get(0)));
    assertEquals(BigInteger.valueOf(WorkStatus.FLUSHED.code()), status(events.get(1)));
  }

  @Test
  void shouldLackTheRecordThatMayNotBe() {
    assertEquals(List.of(15L), cycles(events(20, RecordFields.of(null, SECOND))));
  }

  @Test
  void shouldHaveTheRecordThatTheRtlLacks() {
    List<StreamEvent> events = events(-1, RecordFields.of(OTHER, null));
    assertEquals(List.of(15L, 20L, 21L), cycles(events));
    assertEquals(BigInteger.valueOf(WorkStatus.FLUSHED.code()), status(events.get(2)));
  }

  @Test
  void shouldPutTheRecordThatTheRtlLacksBeforeThoseThatStandThere() {
    List<Beat<Completion>> passed = List.of(new Beat<>(FIRST, 19, 19), new Beat<>(SECOND, 20, 20));
    List<StreamEvent> events = story(lacking(20), passed).model().events();
    assertEquals(List.of(18L, 19L, 20L), cycles(events));
    assertEquals(BigInteger.valueOf(WorkStatus.FLUSHED.code()), status(events.get(0)));
  }

  @Test
  void shouldHaveTheRecordThatTheRtlLacksOnAStreamWithoutAny() {
    List<StreamEvent> events = story(lacking(-1), List.of()).model().events();
    assertEquals(List.of(10L), cycles(events));
    assertEquals(BigInteger.valueOf(WorkStatus.FLUSHED.code()), status(events.get(0)));
  }

  @Test
  void shouldHaveAllThatAgreesWhereANumberIsWrong() {
    List<Mismatch.Field> number = List.of(new Mismatch.Field("completions", "3", "2"));
    assertEquals(List.of(15L, 20L), cycles(events(-1, number)));
    assertEquals(20, story(differs(-1, number)).lastActivity());
  }

  @Test
  void shouldKnowNothingBehindTheMismatch() {
    WaveStory story = story(differs(15, RecordFields.of(OTHER, FIRST)));
    assertEquals(List.of(15L), cycles(story.model().events()));
    assertEquals(15, story.lastCycle());
    assertEquals(20, story.lastActivity());
  }

  @Test
  void shouldRefuseARunWithoutAComparison() {
    Verdict ended = Verdict.ended(3, "an assertion failed");
    assertThrows(RunEndedException.class, () -> StoryBuilder.compared(ended));
  }

  private static List<StreamEvent> events(long cycle, List<Mismatch.Field> fields) {
    return story(differs(cycle, fields)).model().events();
  }

  private static Verdict lacking(long cycle) {
    return differs(cycle, RecordFields.of(OTHER, null));
  }

  private static Verdict differs(long cycle, List<Mismatch.Field> fields) {
    Mismatch mismatch = new Mismatch("ExecutionStub", cycle, "tag", fields, "a rule", List.of());
    return Verdict.differs(2, 99, 1, mismatch, List.of(), List.of());
  }

  /** Waves from cycle 10 on of two completions in the cycles 15 and 20. */
  private static WaveStory story(Verdict verdict) {
    return story(verdict, List.of(new Beat<>(FIRST, 15, 15), new Beat<>(SECOND, 20, 20)));
  }

  /** Waves from cycle 10 on. */
  private static WaveStory story(Verdict verdict, List<Beat<Completion>> passed) {
    Manifest manifest = TestRtl.generated().manifest("execution-stub", Map.of());
    return FollowedWaves.of(
        manifest,
        TraceWindow.of(Path.of("none.fst"), 10, Long.MAX_VALUE),
        verdict,
        100,
        Map.of("completion", passed),
        stream -> "ExecutionStub");
  }

  private static List<Long> cycles(List<StreamEvent> events) {
    return events.stream().map(StreamEvent::cycle).toList();
  }

  private static BigInteger status(StreamEvent event) {
    return event.values().get(event.values().size() - 1);
  }
}
