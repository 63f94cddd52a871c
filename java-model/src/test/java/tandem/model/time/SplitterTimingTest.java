package tandem.model.time;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.model.mem.SplitterConfig;
import tandem.model.record.HostSpan;
import tandem.model.record.MemoryOp;

class SplitterTimingTest {
  private static final SplitterConfig CONFIG = SplitterConfig.DEFAULTS;
  private static final SplitterTimingParams PARAMS = SplitterTimingParams.DEFAULTS;
  private static final long HORIZON = 1_000_000;
  private static final IntUnaryOperator REFERENCE =
      burst -> SplitterTiming.REFERENCE_LATENCY_CYCLES;

  @Test
  void shouldOfferTheFirstBurstFiveCyclesAfterAcceptanceAndOneEachCycle() {
    SplitterPrediction run = predict(List.of(new OfferedSpan(write(0x20, 1500), 10)));
    assertArrayEquals(new long[] {10}, run.acceptCycles());
    assertArrayEquals(new long[] {15, 16, 17, 18, 19, 20, 21}, run.burstCycles());
    assertArrayEquals(new long[] {21 + 225 + 2}, run.doneCycles());
    assertEquals(248, run.lastCycle());
  }

  @Test
  void shouldSustainOneSingleBurstRequestACycle() {
    SplitterPrediction run = predict(repeat(write(0x40, 64), 200));
    for (int i = 0; i < 200; i++) {
      assertEquals(i, run.acceptCycles()[i]);
      assertEquals(i + 5, run.burstCycles()[i]);
      assertEquals(i + 232, run.doneCycles()[i]);
    }
  }

  @Test
  void shouldAcceptNoMoreRequestsThanSlots() {
    SplitterTiming timing = new SplitterTiming(CONFIG.with("requestSlots", 4), PARAMS);
    SplitterPrediction run = timing.predict(repeat(write(0x40, 64), 9), HORIZON);
    for (int i = 4; i < 9; i++) {
      assertEquals(run.doneCycles()[i - 4] + 1, run.acceptCycles()[i]);
    }
  }

  @Test
  void shouldHoldBackAcceptanceWhenTheSinkStalls() {
    SplitterPrediction run =
        new SplitterTiming(CONFIG, PARAMS)
            .predict(
                repeat(write(0x40, 64), 10),
                CyclePattern.ALWAYS,
                cycle -> cycle >= 100,
                CyclePattern.ALWAYS,
                CyclePattern.ALWAYS,
                REFERENCE,
                HORIZON);
    assertEquals(100, run.burstCycles()[0]);
    assertEquals(109, run.burstCycles()[9]);
    int buffered = PARAMS.spanPlaces() + PARAMS.burstQueueBursts();
    assertTrue(run.acceptCycles()[buffered - 1] < 100);
    assertTrue(run.acceptCycles()[buffered] >= 100);
  }

  @Test
  void shouldKeepAnOfferThatHasBegun() {
    SplitterTiming timing = new SplitterTiming(CONFIG.with("requestSlots", 1), PARAMS);
    SplitterPrediction run =
        timing.predict(
            repeat(write(0x40, 64), 2),
            cycle -> cycle < 50,
            CyclePattern.ALWAYS,
            CyclePattern.ALWAYS,
            CyclePattern.ALWAYS,
            REFERENCE,
            HORIZON);
    assertEquals(run.doneCycles()[0] + 1, run.acceptCycles()[1]);
  }

  @Test
  void shouldEndRequestsWithoutBurstsInOrder() {
    List<OfferedSpan> spans =
        List.of(
            new OfferedSpan(write(0x40, 0), 0),
            new OfferedSpan(write(0x40, 64), 1),
            new OfferedSpan(write(0x40, 0), 2));
    assertArrayEquals(new long[] {3, 233, 234}, predict(spans).doneCycles());
    assertArrayEquals(new int[] {0, 0, 1, 1}, predict(spans).firstBurst());
  }

  @Test
  void shouldEndRequestsInOrderWhenTheMemoryReordersThem() {
    // Bursts in cycles 5, 6, 7; answers due in 35, 16, 27.
    SplitterPrediction run = answered(repeat(write(0x40, 64), 3), CyclePattern.ALWAYS, 30, 10, 20);
    assertArrayEquals(new long[] {37, 38, 39}, run.doneCycles());
  }

  @Test
  void shouldEndARequestAfterTheLatestOfItsAnswers() {
    // Bursts of the first request in cycles 5, 6, 7; answers due in 105, 16, 27, then 18.
    List<OfferedSpan> spans =
        List.of(new OfferedSpan(write(0, 768), 0), new OfferedSpan(write(0, 64), 0));
    SplitterPrediction run = answered(spans, CyclePattern.ALWAYS, 100, 10, 20, 10);
    assertArrayEquals(new int[] {0, 3, 4}, run.firstBurst());
    assertArrayEquals(new long[] {107, 108}, run.doneCycles());
  }

  @Test
  void shouldOfferOneAnswerACycleInIssueOrderWhereAllAreDueAtOnce() {
    // All due in cycle 23.
    SplitterPrediction run = answered(repeat(write(0x40, 64), 3), CyclePattern.ALWAYS, 18, 17, 16);
    assertArrayEquals(new long[] {25, 26, 27}, run.doneCycles());
  }

  @Test
  void shouldOfferTheEarliestDueFirstAfterAPause() {
    // Due in 33, 23, 13; offers begin in 40, 50 and 60: the first request is answered last.
    CyclePattern everyTenth = cycle -> cycle >= 40 && cycle % 10 == 0;
    SplitterPrediction run = answered(repeat(write(0x40, 64), 3), everyTenth, 28, 17, 6);
    assertArrayEquals(new long[] {62, 63, 64}, run.doneCycles());
  }

  @Test
  void shouldTakeAnAnswerInTheCycleOfItsBurst() {
    SplitterPrediction run = answered(repeat(write(0x40, 64), 2), CyclePattern.ALWAYS, 0, 0);
    assertArrayEquals(new long[] {7, 8}, run.doneCycles());
  }

  @Test
  void shouldRefuseANegativeLatency() {
    List<OfferedSpan> spans = repeat(write(0x40, 64), 1);
    assertThrows(IllegalArgumentException.class, () -> answered(spans, CyclePattern.ALWAYS, -1));
  }

  @Test
  void shouldFailWhenTheSinkNeverTakesAnything() {
    SplitterTiming timing = new SplitterTiming(CONFIG, PARAMS);
    List<OfferedSpan> spans = repeat(write(0x40, 64), 1);
    CyclePattern always = CyclePattern.ALWAYS;
    assertThrows(
        IllegalStateException.class,
        () -> timing.predict(spans, always, cycle -> false, always, always, REFERENCE, 1000));
  }

  @Test
  void shouldPredictTheSameTwice() {
    List<OfferedSpan> spans = randomSpans(new Random(9), 500);
    SplitterTiming timing = new SplitterTiming(CONFIG, PARAMS);
    SplitterPrediction first = timing.predict(spans, HORIZON);
    SplitterPrediction second = timing.predict(spans, HORIZON);
    assertArrayEquals(first.burstCycles(), second.burstCycles());
    assertArrayEquals(first.doneCycles(), second.doneCycles());
  }

  @ParameterizedTest(name = "source {0} of 4, sink {1}, responses {2}, done {3}, {4} slots")
  @CsvSource({
    "4, 4, 4, 4, 256", "3, 4, 4, 4, 256", "4, 3, 4, 4, 256", "4, 4, 3, 4, 256", "4, 4, 4, 3, 256",
    "1, 3, 4, 2, 256", "3, 1, 1, 4, 256", "4, 4, 1, 4, 256", "4, 4, 2, 1, 256", "4, 4, 4, 4, 3",
    "4, 4, 1, 4, 4", "2, 2, 2, 2, 5", "3, 3, 3, 1, 1"
  })
  void shouldAgreeWithSteppingEveryCycle(int source, int sink, int responses, int done, int slots) {
    Random random = new Random(((source * 5L + sink) * 5 + responses) * 5 + done + 1000L * slots);
    int overtakings = 0;
    for (int round = 0; round < 30; round++) {
      SplitterConfig config = CONFIG.with("requestSlots", slots);
      SplitterTimingParams params = randomParams(random);
      List<OfferedSpan> spans = randomSpans(random, 60);
      CyclePattern sourcePattern = pattern(source, round);
      CyclePattern sinkPattern = pattern(sink, round + 1);
      CyclePattern responsePattern = pattern(responses, round + 3);
      CyclePattern donePattern = pattern(done, round + 2);
      int[] latencies = random.ints(1000, 0, 1 + random.nextInt(120)).toArray();
      IntUnaryOperator latency = burst -> latencies[burst];
      ClockedReference expected = new ClockedReference(config, params, spans);
      expected.run(sourcePattern, sinkPattern, responsePattern, donePattern, latency);
      overtakings += expected.overtakings;
      SplitterPrediction actual =
          new SplitterTiming(config, params)
              .predict(
                  spans,
                  sourcePattern,
                  sinkPattern,
                  responsePattern,
                  donePattern,
                  latency,
                  HORIZON);
      assertArrayEquals(longs(expected.accepts), actual.acceptCycles(), params::toString);
      assertArrayEquals(longs(expected.issues), actual.burstCycles(), params::toString);
      assertArrayEquals(longs(expected.dones), actual.doneCycles(), params::toString);
    }
    assertTrue(overtakings > 100, "overtakings=" + overtakings);
  }

  private static SplitterPrediction predict(List<OfferedSpan> spans) {
    return new SplitterTiming(CONFIG, PARAMS).predict(spans, HORIZON);
  }

  private static SplitterPrediction answered(
      List<OfferedSpan> spans, CyclePattern responses, int... latencies) {
    CyclePattern always = CyclePattern.ALWAYS;
    return new SplitterTiming(CONFIG, PARAMS)
        .predict(spans, always, always, responses, always, burst -> latencies[burst], HORIZON);
  }

  private static HostSpan write(long address, long bytes) {
    return new HostSpan(MemoryOp.WRITE, address, bytes, 0, true, 0, 0);
  }

  private static List<OfferedSpan> repeat(HostSpan span, int times) {
    return new ArrayList<>(Collections.nCopies(times, new OfferedSpan(span, 0)));
  }

  private static List<OfferedSpan> randomSpans(Random random, int count) {
    List<OfferedSpan> spans = new ArrayList<>();
    long cycle = 0;
    for (int i = 0; i < count; i++) {
      cycle += random.nextInt(4) == 0 ? random.nextInt(40) : 0;
      long bytes = random.nextInt(5) == 0 ? 0 : random.nextInt(900);
      spans.add(new OfferedSpan(write(random.nextInt(8192), bytes), cycle));
    }
    return spans;
  }

  private static SplitterTimingParams randomParams(Random random) {
    return new SplitterTimingParams(
        random.nextInt(4),
        random.nextInt(3),
        1 + random.nextInt(2),
        random.nextInt(3),
        1 + random.nextInt(4),
        random.nextInt(3),
        1 + random.nextInt(3),
        random.nextInt(3),
        random.nextInt(3),
        random.nextInt(4),
        random.nextInt(3));
  }

  private static CyclePattern pattern(int ofFour, int phase) {
    return cycle -> (cycle * 7 + phase) % 4 < ofFour;
  }

  private static long[] longs(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).toArray();
  }
}
