package tandem.model.mem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.model.record.BurstDone;
import tandem.model.record.HostBurst;
import tandem.model.record.HostSpan;
import tandem.model.record.MemoryOp;
import tandem.model.record.SpanDone;
import tandem.model.record.SpanStatus;

class SpanCompletionsTest {
  private static final SplitterConfig CONFIG = SplitterConfig.DEFAULTS.with("requestSlots", 8);

  private AlignmentSplitter splitter;
  private SpanCompletions completions;

  @BeforeEach
  void start() {
    splitter = new AlignmentSplitter(CONFIG);
    completions = new SpanCompletions(8);
  }

  @Test
  void AL_32_shouldEndARequestAfterItsLastAnswerOnly() {
    SplitRequest request = accept(Spans.write(0x20, 500));
    for (int i = 0; i < request.bursts().size(); i++) {
      assertEquals(Optional.empty(), completions.poll());
      completions.answer(new BurstDone(0, false));
    }
    assertEquals(
        Optional.of(new SpanDone(MemoryOp.WRITE, 3, 77, 0, SpanStatus.OK)), completions.poll());
    assertEquals(0, completions.inFlight());
  }

  @Test
  void AL_32_shouldEndRequestsInAcceptanceOrderWhateverTheOrderOfAnswers() {
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      start();
      List<BurstDone> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        SplitRequest request = accept(Spans.randomSpan(random, 900));
        request.bursts().forEach(burst -> answers.add(new BurstDone(burst.slot(), false)));
      }
      Collections.shuffle(answers, random);
      List<Integer> slots = new ArrayList<>();
      for (BurstDone answer : answers) {
        completions.answer(answer);
        drain().forEach(done -> slots.add(done.slot()));
      }
      assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7), slots);
    }
  }

  @Test
  void AL_36_shouldEndEmptyAndRejectedRequestsAtOnceButInOrder() {
    accept(Spans.write(0, 10));
    accept(Spans.write(0, 0));
    accept(new HostSpan(MemoryOp.READ, 0, 9, 0, false, 1, 2));
    assertEquals(List.of(), drain());
    completions.answer(new BurstDone(0, false));
    assertEquals(
        List.of(
            new SpanDone(MemoryOp.WRITE, 3, 77, 0, SpanStatus.OK),
            new SpanDone(MemoryOp.WRITE, 3, 77, 1, SpanStatus.OK),
            new SpanDone(MemoryOp.READ, 1, 2, 2, SpanStatus.REJECTED)),
        drain());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void AL_36_shouldReportAFailureOnceAfterDrainingWhatWasIssued(int failing) {
    accept(Spans.write(0x20, 1500));
    for (int i = 0; i <= failing; i++) {
      completions.answer(new BurstDone(0, i == failing));
    }
    completions.cancelAfter(0, 4);
    for (int i = failing + 1; i < 4; i++) {
      assertEquals(List.of(), drain());
      completions.answer(new BurstDone(0, false));
    }
    assertEquals(List.of(new SpanDone(MemoryOp.WRITE, 3, 77, 0, SpanStatus.FAILED)), drain());
    assertThrows(IllegalStateException.class, () -> completions.answer(new BurstDone(0, false)));
  }

  @Test
  void AL_36_shouldTakeEveryBurstAsIssuedUnlessTold() {
    SplitRequest request = accept(Spans.write(0x20, 500));
    for (HostBurst burst : request.bursts()) {
      assertEquals(List.of(), drain());
      completions.answer(new BurstDone(0, burst.first()));
    }
    assertEquals(SpanStatus.FAILED, drain().get(0).status());
  }

  @Test
  void AL_36_shouldRefuseACancellationThatIsNoLegalPrefix() {
    SplitRequest request = accept(Spans.write(0x20, 500));
    completions.answer(new BurstDone(0, false));
    assertThrows(IllegalStateException.class, () -> completions.cancelAfter(0, 2));
    completions.answer(new BurstDone(0, true));
    assertThrows(IllegalStateException.class, () -> completions.cancelAfter(0, 1));
    int tooMany = request.bursts().size() + 1;
    assertThrows(IllegalStateException.class, () -> completions.cancelAfter(0, tooMany));
    assertThrows(IllegalStateException.class, () -> completions.cancelAfter(1, 2));
    completions.cancelAfter(0, 2);
    assertThrows(IllegalStateException.class, () -> completions.cancelAfter(0, 2));
    assertEquals(SpanStatus.FAILED, drain().get(0).status());
  }

  @Test
  void shouldRefuseAnswersThatBelongToNothing() {
    assertThrows(IllegalStateException.class, () -> completions.answer(new BurstDone(0, false)));
    accept(Spans.write(0, 10));
    completions.answer(new BurstDone(0, false));
    assertThrows(IllegalStateException.class, () -> completions.answer(new BurstDone(0, false)));
    assertThrows(IllegalStateException.class, () -> completions.answer(new BurstDone(200, false)));
  }

  @Test
  void shouldRefuseMoreRequestsThanSlots() {
    for (int i = 0; i < 8; i++) {
      accept(Spans.write(0, 10));
    }
    SplitRequest ninth = splitter.accept(Spans.write(0, 10));
    assertThrows(IllegalStateException.class, () -> completions.accept(ninth));
  }

  private SplitRequest accept(HostSpan span) {
    SplitRequest request = splitter.accept(span);
    completions.accept(request);
    return request;
  }

  private List<SpanDone> drain() {
    List<SpanDone> done = new ArrayList<>();
    for (Optional<SpanDone> next = completions.poll();
        next.isPresent();
        next = completions.poll()) {
      done.add(next.get());
    }
    return done;
  }
}
