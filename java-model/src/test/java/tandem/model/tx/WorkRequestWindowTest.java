package tandem.model.tx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.model.IllegalChoiceException;
import tandem.model.record.DoorbellWrite;
import tandem.model.record.WorkOp;
import tandem.model.workload.ConnectionChoice;
import tandem.model.workload.ConnectionChoices;
import tandem.model.workload.Requests;

/** WR-17 to WR-23 and the variants: window and fairness. */
class WorkRequestWindowTest {
  private final List<Long> picked = new ArrayList<>();

  private static LookaheadScheduler scheduler(WorkRequestConfig config, int... connections) {
    LookaheadScheduler scheduler = new LookaheadScheduler(config, new WorkRequestCounters());
    post(scheduler, connections);
    return scheduler;
  }

  private static void post(LookaheadScheduler scheduler, int... connections) {
    for (int connection : connections) {
      scheduler.post(new DoorbellWrite(0, connection, 0, 100, false, false, false, 0));
    }
  }

  private void pick(LookaheadScheduler scheduler) {
    scheduler.pick(0, scheduler.largestTail(0));
    picked.add(scheduler.picked().entry());
  }

  private List<Long> pickBatch(LookaheadScheduler scheduler) {
    picked.clear();
    do {
      pick(scheduler);
    } while (scheduler.batchOpen());
    return List.copyOf(picked);
  }

  @Test
  void WR_17_shouldCountDoneSlotsUnlessToldOtherwise() {
    int[] connections = {1, 2, 3, 1, 1, 2, 4, 2};
    LookaheadScheduler slots = scheduler(Runs.config(5, 4), connections);
    assertEquals(List.of(0L, 3L, 4L), pickBatch(slots));
    assertEquals(List.of(1L, 5L), pickBatch(slots), "slots 1..5, two of them done");
    LookaheadScheduler live = scheduler(Runs.config(5, 4).with("windowCounts", 1), connections);
    assertEquals(List.of(0L, 3L, 4L), pickBatch(live));
    assertEquals(List.of(1L, 5L, 7L), pickBatch(live), "five not done from slot 1 on");
  }

  @Test
  void WR_17_shouldReachTwiceTheLargestWindowAtMostWhenCountingLiveEntries() {
    WorkRequestConfig config =
        WorkRequestConfig.DEFAULTS.with(Map.of("maxWindow", 4L, "window", 4L, "windowCounts", 1L));
    LookaheadScheduler scheduler = scheduler(config, 1, 2, 2, 2, 2, 2, 2, 2, 1);
    assertEquals(4, scheduler.largestTail(0));
    scheduler.pick(0, 4);
    assertEquals(5, scheduler.largestTail(0));
  }

  @Test
  void WR_18_shouldTakeTheWindowWhenTheBatchStarts() {
    LookaheadScheduler scheduler = scheduler(Runs.config(8, 4), 1, 1);
    pick(scheduler);
    post(scheduler, 1);
    pick(scheduler);
    assertFalse(scheduler.batchOpen(), "posted during the batch");
    assertEquals(List.of(2L), pickBatch(scheduler));
  }

  @Test
  void WR_18_shouldLetEntriesPostedDuringABatchJoinALiveScan() {
    LookaheadScheduler scheduler = scheduler(Runs.config(8, 4).with("liveScan", 1), 1, 2, 1);
    pick(scheduler);
    post(scheduler, 1);
    pick(scheduler);
    assertTrue(scheduler.batchOpen());
    pick(scheduler);
    assertFalse(scheduler.batchOpen());
    assertEquals(List.of(0L, 2L, 3L), picked);
  }

  @Test
  void WR_18_shouldRefuseAWindowThatCannotHaveBeenChosen() {
    LookaheadScheduler scheduler = scheduler(Runs.config(4, 4), 1, 2, 3, 4, 5, 6);
    assertThrows(IllegalChoiceException.class, () -> scheduler.pick(0, 5));
    assertThrows(IllegalChoiceException.class, () -> scheduler.pick(0, 0));
    scheduler.pick(0, 3);
    assertThrows(IllegalChoiceException.class, () -> scheduler.pick(0, 2), "it has shrunk");
    scheduler.pick(0, 3);
    assertEquals(1, scheduler.picked().entry());
    assertEquals(3, scheduler.picked().windowTail());
  }

  @Test
  void WR_19_shouldWrapAroundTheRingAndIdleWhenEmpty() {
    WorkRequestConfig config = Runs.config(256, 4).with("queueDepth", 64);
    LookaheadScheduler scheduler = scheduler(config);
    assertEquals(-1, scheduler.nextQueue());
    long entry = 0;
    for (int round = 0; round < 50; round++) {
      post(scheduler, IntStream.range(0, 46).map(i -> i % 23).toArray());
      for (int i = 0; i < 23; i++) {
        assertEquals(List.of(entry + i, entry + i + 23), pickBatch(scheduler));
      }
      entry += 46;
      assertEquals(-1, scheduler.nextQueue());
    }
  }

  @Test
  void WR_20_shouldScanAnyWindowInOneStep() {
    LookaheadScheduler scheduler =
        scheduler(Runs.config(256, 4), IntStream.range(0, 256).map(i -> i % 128).toArray());
    assertEquals(List.of(0L, 128L), pickBatch(scheduler));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 16, 256})
  void WR_21_shouldStartEachBatchWithTheOldestRequest(int window) {
    Requests requests =
        Requests.sends(ConnectionChoices.zipf(200, 0.99, new Well19937c(window)), 5000);
    Runs run = Runs.of(Runs.config(window, 8), requests);
    boolean[] done = new boolean[5000];
    int oldest = 0;
    long batch = -1;
    for (Runs.Executed executed : run.executed) {
      if (executed.batch() != batch) {
        assertEquals(oldest, executed.entry());
        batch = executed.batch();
      }
      done[(int) executed.entry()] = true;
      while (oldest < done.length && done[oldest]) {
        oldest++;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void WR_22_shouldStartARequestAfterBOperationsForEachOlderOne(int limit) {
    WorkRequestConfig config =
        Runs.config(64, 4).with(Map.of("batchLimit", (long) limit, "queueDepth", 64L));
    LookaheadScheduler scheduler = new LookaheadScheduler(config, new WorkRequestCounters());
    ConnectionChoice choice = ConnectionChoices.zipf(50, 1.3, new Well19937c(limit));
    long[] latest = new long[5000];
    int posted = 0;
    for (long picks = 0; picks < latest.length; picks++) {
      while (posted < latest.length && scheduler.hasRoom(0)) {
        long older = posted - picks;
        post(scheduler, choice.next());
        latest[posted++] = picks + older * limit;
      }
      scheduler.pick(0, scheduler.largestTail(0));
      long entry = scheduler.picked().entry();
      assertTrue(picks <= latest[(int) entry], "picks=" + picks + ", entry=" + entry);
    }
  }

  @Test
  void WR_22_shouldEndABatchAtTheLimitOfBytes() {
    LookaheadScheduler scheduler =
        scheduler(Runs.config(8, 4).with("batchBytes", 250), 1, 2, 1, 1, 1);
    assertEquals(List.of(0L, 2L), pickBatch(scheduler));
    assertEquals(List.of(1L), pickBatch(scheduler));
    assertEquals(List.of(3L, 4L), pickBatch(scheduler));
    LookaheadScheduler tight = scheduler(Runs.config(8, 4).with("batchBytes", 1), 1, 1);
    assertEquals(List.of(0L), pickBatch(tight), "one goes in any case");
  }

  @Test
  void WR_23_shouldMeasureHowLateRequestsAre() {
    Runs run = Runs.of(Runs.config(8, 4), 1, 2, 3, 1, 1);
    assertEquals(List.of(0L, 3L, 4L, 1L, 2L), run.entries());
    assertEquals(2, run.count("displacementMax"));
    assertEquals(2 + 2, run.count("displacementSum"));
    assertEquals(3, run.count("displacement0"));
    assertEquals(2, run.count("displacement2to3"));
    Displacement displacement = new Displacement();
    run.executed.forEach(e -> displacement.add(e.connection(), e.position(), e.entry()));
    assertEquals(2, displacement.maximum(2));
    assertEquals(2, displacement.percentile(3, 99));
    assertEquals(0, displacement.maximum(1));
  }

  @Test
  void variant_maxBatch_shouldTakeMoreThanTwoInABatch() {
    assertEquals(
        List.of(0L, 1L, 2L),
        pickBatch(scheduler(Runs.config(8, 4).with("batchLimit", 3), 1, 1, 1, 1)));
    assertEquals(1, Runs.of(Runs.config(8, 1), 1, 1, 1, 1).count("batchSize3to4"));
  }

  @Test
  void variant_numQueues_shouldScanEachQueueOnItsOwnAndTakeTurns() {
    WorkRequestConfig config = Runs.config(8, 4).with("numQueues", 2);
    Requests requests = new Requests();
    int[][] posted = {{0, 1}, {0, 2}, {1, 3}, {0, 1}, {1, 4}, {1, 3}};
    for (int[] request : posted) {
      requests.add(request[1], WorkOp.SEND, 0, request[0], false);
    }
    assertEquals(List.of(0L, 3L, 2L, 5L, 1L, 4L), Runs.of(config, requests).entries());
  }

  @Test
  void variant_queueFormat_shouldBeSwitchable() {
    assertEquals(QueueFormat.WR, Runs.CONFIG.with("queueFormat", 1).queueFormat());
    assertEquals(QueueFormat.CID, QueueFormat.ofCode(0));
  }
}
