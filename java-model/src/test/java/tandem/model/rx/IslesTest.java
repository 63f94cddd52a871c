package tandem.model.rx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tandem.model.workload.Frames.ACK;
import static tandem.model.workload.Frames.PSH;
import static tandem.model.workload.Frames.nth;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tandem.model.workload.Frames;

/** Segments out of order: TT-50, TT-51, TT-52. */
class IslesTest {
  private static final ReceiveConfig ISLES = ReceiveConfig.of(Profile.TTO).with("outOfOrder", 1);

  @Test
  void tt50ShouldDeliverASegmentOutOfOrderWithoutMergingItWithWhatCameBefore() {
    Bench bench = Bench.of(Profile.TTO);
    bench.receive(nth(0, 100), nth(1, 100), nth(3, 100)).finish();
    assertEquals("A[0,1]TE-12 A[2]TE-24", bench.story());
  }

  @Test
  void tt50ShouldDeliverASegmentOutOfOrderAloneWhereSoConfigured() {
    Bench bench = new Bench(ReceiveConfig.of(Profile.TTO).with("holeRule", 1));
    bench.receive(nth(0, 100), nth(2, 100), nth(3, 100), nth(1, 100), nth(4, 100)).finish();
    assertEquals("A[0]TE-12 P[1]TE-12 A[2]TE-13 P[3]TE-13 A[4]TE-24", bench.story());
  }

  @Test
  void tt51ShouldJoinTheFirstIsleToTheRun() {
    Bench bench = run(ISLES, 0, 2, 3, 1, 4);
    assertEquals("A[0,3,1,2,4]TE-24", bench.story());
    assertEquals(1, bench.counter("isleJoins"));
    assertFalse(bench.units.get(0).run().outOfOrder());
  }

  @Test
  void tt51ShouldAppendLeftAndJoinTwoIsles() {
    Bench bench = run(ISLES, 0, 6, 3, 5, 4, 2, 1);
    assertEquals("A[0,6,5,2,4,3,1]TE-24", bench.story());
    assertEquals(2, bench.counter("isleJoins"));
  }

  @Test
  void tt52ShouldTellNothingOfAnIsleUntilItIsJoined() {
    Bench bench = new Bench(ISLES);
    bench.receive(nth(0, 100).flags(ACK | PSH), nth(2, 100), nth(3, 100));
    assertEquals("A[0]TE-1", bench.story());
    assertEquals(2, bench.counter("isleSegmentsHeld"));
    bench.receive(nth(1, 100));
    assertEquals("A[0]TE-1", bench.story());
    assertEquals(0, bench.counter("isleSegmentsHeld"));
    bench.finish();
    assertEquals("A[0]TE-1 A[3,1,2]TE-24", bench.story());
  }

  @Test
  void tt51ShouldEndTheRunWithThePushOfAJoinedIsle() {
    Bench bench = new Bench(ISLES);
    bench.receive(nth(0, 100), nth(2, 100).flags(ACK | PSH), nth(1, 100), nth(3, 100));
    assertEquals("A[0,2,1]TE-1", bench.story());
    bench.finish();
  }

  @Test
  void tt51ShouldMakeAnIsleTheRunWhenTheSumWouldBeTooLong() {
    ReceiveConfig config = ISLES.with("maxSegments", 3).with("fillRule", 0);
    Bench bench = run(config, 0, 2, 3, 1);
    assertEquals("A[0,3]TE-23 A[1,2]TE-24", bench.story());
    assertFalse(bench.units.get(1).run().outOfOrder());
  }

  @Test
  void tt51ShouldReleaseIslesBeyondTheirNumber() {
    Bench bench = run(ISLES.with("isles", 2), 0, 2, 4, 6, 7);
    assertEquals("A[0]TE-12 A[1]TE-12 A[2]TE-12 A[3,4]TE-24", bench.story());
    assertTrue(bench.units.get(1).run().outOfOrder());
  }

  @Test
  void tt51ShouldDropIslesBeyondTheirNumberWhereSoConfigured() {
    Bench bench = run(ISLES.with("isles", 2).with("isleOverflow", 1), 0, 2, 4, 6);
    assertEquals("A[0]TE-12 D[1]TE-12 D[2]TE-12 A[3]TE-24", bench.story());
    assertEquals(2, bench.counter("droppedSegments"));
    assertEquals(200, bench.counter("droppedBytes"));
  }

  @Test
  void tt51ShouldKeepTheLimitsOfSegments() {
    assertEquals(
        "A[0]TE-24 A[1,2]TE-24 A[3]TE-24", run(ISLES.with("isleSegments", 2), 0, 2, 3, 4).story());
    assertEquals(
        "A[0]TE-12 A[1,2]TE-12 A[3]TE-24", run(ISLES.with("isleBuffers", 2), 0, 2, 3, 4).story());
  }

  @Test
  void tt51ShouldReleaseIslesThatASegmentOverlaps() {
    Bench bench = new Bench(ISLES);
    bench.receive(nth(0, 100), nth(2, 100), nth(1, 150).sequence(1100)).finish();
    assertEquals("A[0]TE-13 A[1]TE-13 P[2]TE-13", bench.story());
  }

  @Test
  void tt51ShouldLeaveIslesAloneForARetransmission() {
    assertEquals("A[0,1]TE-13 P[3]TE-13 A[4,2]TE-24", run(ISLES, 0, 1, 3, 1, 2).story());
  }

  @Test
  void tt51ShouldReleaseIslesWhenTheTimerRunsOut() {
    Bench bench = new Bench(ISLES.with("timerCycles", 50));
    bench.receive(nth(0, 100).bytes(), 10).receive(nth(2, 100).bytes(), 20);
    bench.path.advance(61);
    assertEquals("A[0]TE-5 A[1]TE-5", bench.story());
    bench.receive(nth(1, 100).bytes(), 70);
    assertEquals("A[0]TE-5 A[1]TE-5 P[2]TE-13", bench.story());
    bench.finish();
  }

  @Test
  void shouldKeepNineTenthsOfTheFactorWhenSegmentsMoveByUpToEightPlaces() {
    List<Frames> bursts = new ArrayList<>();
    for (int i = 0; i < 45 * 40; i++) {
      bursts.add(nth(i, 1448).flags(i % 45 == 44 ? ACK | PSH : ACK));
    }
    checkFactor("shuffled in nines", shuffled(bursts, new Random(7)));
    checkFactor("late by up to 8", late(bursts, new Random(8)));
  }

  private static void checkFactor(String what, List<Frames> frames) {
    Bench bench = new Bench(ISLES);
    frames.forEach(frame -> bench.receive(frame));
    bench.finish();
    double factor = bench.path.counters().segmentsPerAggregate();
    System.out.printf(
        Locale.ROOT, "reordering, %s: %.2f segments per aggregate of 45%n", what, factor);
    assertTrue(factor >= 0.9 * 45, "factor=" + factor);
    for (HostUnit unit : bench.units) {
      assertFalse(unit.run().outOfOrder());
    }
  }

  private static List<Frames> shuffled(List<Frames> frames, Random random) {
    List<Frames> result = new ArrayList<>(frames);
    for (int i = 0; i + 9 <= result.size(); i += 9) {
      Collections.shuffle(result.subList(i, i + 9), random);
    }
    return result;
  }

  /** Each frame waits a random time of up to eight others. */
  private static List<Frames> late(List<Frames> frames, Random random) {
    List<double[]> order = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      order.add(new double[] {i + 8 * random.nextDouble(), i});
    }
    order.sort(Comparator.comparingDouble(each -> each[0]));
    List<Frames> result = new ArrayList<>();
    order.forEach(each -> result.add(frames.get((int) each[1])));
    return result;
  }

  private static Bench run(ReceiveConfig config, int... order) {
    Bench bench = new Bench(config);
    for (int index : order) {
      bench.receive(nth(index, 100));
    }
    bench.finish();
    return bench;
  }
}
