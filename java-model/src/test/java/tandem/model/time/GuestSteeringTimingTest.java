package tandem.model.time;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cycles of guest steering, GS-70 to GS-76. */
class GuestSteeringTimingTest {
  private static final long HORIZON = 100_000;
  private static final long[] NONE = {};

  @Test
  void gs70_sixteenFramesInsideUntilTheLastCopyHasGone() {
    // Nothing goes out before cycle 100; the first frame has three copies.
    SteeringPrediction run =
        predict(sink(headers(new long[18]), cycle -> cycle >= 100), header -> header == 0 ? 3 : 1);
    for (int i = 0; i < 16; i++) {
      assertEquals(i, run.headerCycles()[i]);
    }
    assertEquals(102, run.outCycles()[run.firstCopy()[1] - 1]);
    assertEquals(103, run.headerCycles()[16]);
    assertEquals(104, run.headerCycles()[17]);
  }

  @Test
  void gs71_firstCopySixCyclesBehindItsHeaderAndOneCopyACycle() {
    SteeringPrediction run = predict(headers(5, 5, 20), header -> header == 0 ? 4 : 1);
    assertArrayEquals(new long[] {5, 6, 20}, run.headerCycles());
    assertArrayEquals(new long[] {11, 12, 13, 14, 15, 26}, run.outCycles());
    // A copy that waits puts off all others behind it, of whatever frame.
    SteeringPrediction waiting =
        predict(sink(headers(0, 0), cycle -> cycle >= 9 && cycle != 10), header -> 2);
    assertArrayEquals(new long[] {9, 11, 12, 13}, waiting.outCycles());
  }

  @Test
  void gs72_oneFrameOfOneCopyACycle() {
    SteeringPrediction run = predict(headers(new long[1000]), header -> 1);
    assertArrayEquals(LongStream.range(0, 1000).toArray(), run.headerCycles());
    assertArrayEquals(LongStream.range(6, 1006).toArray(), run.outCycles());
    assertEquals(1005, run.lastCycle());
    // With more copies than one it is the copies that set the pace.
    SteeringPrediction triple = predict(headers(new long[300]), header -> 3);
    assertArrayEquals(LongStream.range(6, 906).toArray(), triple.outCycles());
  }

  @Test
  void gs73_readyOfTheSameCycleFreesNoPlace() {
    // The first copy goes in cycle 30: the seventeenth header sees the place in cycle 31 only.
    SteeringPrediction run =
        predict(sink(headers(new long[17]), cycle -> cycle == 30 || cycle > 60), header -> 1);
    assertEquals(30, run.outCycles()[0]);
    assertEquals(31, run.headerCycles()[16]);
    assertEquals(61, run.outCycles()[1]);
  }

  @Test
  void gs74_trustedCommandHoldsHeadersAndFramesOfItsCycleComeFirst() {
    for (boolean trusted : new boolean[] {true, false}) {
      List<String> order = new ArrayList<>();
      SteeringTraffic traffic =
          SteeringTraffic.of(new long[10], new long[] {3}, new boolean[] {trusted});
      SteeringPrediction run =
          GuestSteeringTiming.predict(
              traffic,
              header -> {
                order.add("h" + header);
                return 1;
              },
              command -> order.add("c" + command),
              HORIZON);
      assertArrayEquals(new long[] {3}, run.commandCycles());
      assertEquals(List.of("h0", "h1", "h2", "h3", "c0", "h4"), order.subList(0, 6));
      assertEquals(3, run.headerCycles()[3]);
      assertEquals(trusted ? 10 : 4, run.headerCycles()[4]);
      assertEquals(11, order.size());
    }
  }

  @Test
  void gs75_answerSixCyclesBehindAndOneCommandAtATime() {
    boolean[] both = {true, false, true};
    SteeringPrediction run = predict(SteeringTraffic.of(NONE, new long[3], both), header -> 1);
    assertArrayEquals(new long[] {0, 7, 14}, run.commandCycles());
    assertArrayEquals(new long[] {6, 13, 20}, run.answerCycles());
    SteeringTraffic slow =
        new SteeringTraffic(
            NONE,
            new long[3],
            both,
            CyclePattern.ALWAYS,
            CyclePattern.ALWAYS,
            CyclePattern.ALWAYS,
            cycle -> cycle % 10 == 5);
    SteeringPrediction waiting = predict(slow, header -> 1);
    assertArrayEquals(new long[] {0, 16, 26}, waiting.commandCycles());
    assertArrayEquals(new long[] {15, 25, 35}, waiting.answerCycles());
  }

  @Test
  void gs76_bothInputsAreReadyInTheFirstCycle() {
    SteeringPrediction run =
        predict(SteeringTraffic.of(new long[2], new long[1], new boolean[] {true}), header -> 1);
    assertArrayEquals(new long[] {0, 7}, run.headerCycles());
    assertArrayEquals(new long[] {0}, run.commandCycles());
    assertArrayEquals(new long[] {6, 13}, run.outCycles());
    assertArrayEquals(new long[] {6}, run.answerCycles());
  }

  /** Every handshake is where the rules, applied to all the other ones, put it. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldPutEveryHandshakeWhereTheRulesWantIt(long seed) {
    Random random = new Random(seed);
    int[] copies = random.ints(300, 1, seed % 2 == 0 ? 3 : 9).toArray();
    boolean[] trusted = new boolean[40];
    for (int i = 0; i < trusted.length; i++) {
      trusted[i] = random.nextBoolean();
    }
    SteeringTraffic traffic =
        new SteeringTraffic(
            earliest(random, copies.length, 3),
            earliest(random, trusted.length, 30),
            trusted,
            pattern(random),
            pattern(random),
            pattern(random),
            pattern(random));
    SteeringPrediction run = predict(traffic, header -> copies[header]);
    int checked = checkHeaders(traffic, run) + checkCopies(traffic, run, copies);
    checked += checkCommands(traffic, run);
    assertEquals(copies.length + Arrays.stream(copies).sum() + 2 * trusted.length, checked);
  }

  @Test
  void shouldRefuseWhatDoesNotEndAndFramesWithoutARecord() {
    SteeringTraffic stuck = sink(headers(0), cycle -> false);
    String message =
        assertThrows(IllegalStateException.class, () -> predict(stuck, header -> 1)).getMessage();
    assertTrue(message.contains("horizonCycle=" + HORIZON), message);
    assertThrows(IllegalArgumentException.class, () -> predict(headers(0), header -> 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> SteeringTraffic.of(NONE, new long[1], new boolean[2]));
    assertEquals(-1, predict(headers(), header -> 1).lastCycle());
  }

  private static int checkHeaders(SteeringTraffic traffic, SteeringPrediction run) {
    long[] taken = run.headerCycles();
    for (int i = 0; i < taken.length; i++) {
      long cycle = offer(traffic.headerCycles(), taken, i, traffic.headerSource());
      while (inside(run, i, cycle) >= 16 || held(traffic, run, cycle)) {
        cycle++;
      }
      assertEquals(cycle, taken[i], "header " + i);
    }
    return taken.length;
  }

  /** Frames in front of one that are inside in a cycle. */
  private static long inside(SteeringPrediction run, int header, long cycle) {
    long inside = 0;
    for (int i = 0; i < header; i++) {
      boolean gone = run.outCycles()[run.firstCopy()[i + 1] - 1] < cycle;
      inside += run.headerCycles()[i] < cycle && !gone ? 1 : 0;
    }
    return inside;
  }

  private static boolean held(SteeringTraffic traffic, SteeringPrediction run, long cycle) {
    for (int i = 0; i < run.commandCycles().length; i++) {
      long behind = cycle - run.commandCycles()[i];
      if (traffic.trusted()[i] && behind >= 1 && behind <= 6) {
        return true;
      }
    }
    return false;
  }

  private static int checkCopies(SteeringTraffic traffic, SteeringPrediction run, int[] copies) {
    int copy = 0;
    for (int i = 0; i < copies.length; i++) {
      assertEquals(copy, run.firstCopy()[i]);
      for (int k = 0; k < copies[i]; k++, copy++) {
        long behindLast = copy == 0 ? 0 : run.outCycles()[copy - 1] + 1;
        long offer = k == 0 ? Math.max(run.headerCycles()[i] + 6, behindLast) : behindLast;
        assertEquals(first(traffic.outSink(), offer), run.outCycles()[copy], "copy " + copy);
      }
    }
    assertEquals(copy, run.outCycles().length);
    return copy;
  }

  private static int checkCommands(SteeringTraffic traffic, SteeringPrediction run) {
    long[] taken = run.commandCycles();
    for (int i = 0; i < taken.length; i++) {
      long offer = offer(traffic.commandCycles(), taken, i, traffic.commandSource());
      long free = i == 0 ? 0 : run.answerCycles()[i - 1] + 1;
      assertEquals(Math.max(offer, free), taken[i], "command " + i);
      assertEquals(first(traffic.answerSink(), taken[i] + 6), run.answerCycles()[i]);
    }
    return 2 * taken.length;
  }

  /** From when on a record is offered. */
  private static long offer(long[] earliest, long[] taken, int record, CyclePattern source) {
    return first(source, Math.max(earliest[record], record == 0 ? 0 : taken[record - 1] + 1));
  }

  private static long first(CyclePattern pattern, long from) {
    long cycle = from;
    while (!pattern.ready(cycle)) {
      cycle++;
    }
    return cycle;
  }

  private static long[] earliest(Random random, int records, int gap) {
    long[] cycles = new long[records];
    for (int i = 1; i < records; i++) {
      cycles[i] = cycles[i - 1] + random.nextInt(gap);
    }
    return cycles;
  }

  private static CyclePattern pattern(Random random) {
    int ofEight = 1 + random.nextInt(8);
    int seed = random.nextInt(1 << 16);
    return cycle -> ((cycle + seed) * 0x9E37_79B9_7F4A_7C15L >>> 61) < ofEight;
  }

  private static SteeringPrediction predict(SteeringTraffic traffic, IntUnaryOperator copiesOf) {
    return GuestSteeringTiming.predict(traffic, copiesOf, command -> {}, HORIZON);
  }

  private static SteeringTraffic headers(long... cycles) {
    return SteeringTraffic.of(cycles, NONE, new boolean[0]);
  }

  private static SteeringTraffic sink(SteeringTraffic traffic, CyclePattern outSink) {
    return new SteeringTraffic(
        traffic.headerCycles(),
        traffic.commandCycles(),
        traffic.trusted(),
        traffic.headerSource(),
        traffic.commandSource(),
        outSink,
        traffic.answerSink());
  }
}
