package tandem.model.tx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.model.record.WorkOp;
import tandem.model.workload.Arrivals;
import tandem.model.workload.ConnectionChoices;
import tandem.model.workload.Requests;

class WorkRequestTimingTest {
  private static final WorkRequestTimingParams PARAMS = WorkRequestTimingParams.DEFAULTS;

  private static WorkRequestPrediction predict(WorkRequestConfig config, Requests requests) {
    return new WorkRequestTiming(config, PARAMS)
        .predict(requests, Arrivals.saturated(), new ContextTable(config), true, 100_000_000);
  }

  private static Requests uniform(int connections, int count) {
    return Requests.sends(ConnectionChoices.uniform(connections, new Well19937c(1)), count);
  }

  @Test
  void shouldTakeTheCyclesOfTheContractWhenAlone() {
    WorkRequestConfig config = Runs.config(8, 4).with(QueueFormat.WR);
    WorkRequestPrediction found = predict(config, Runs.sends(1));
    assertEquals(0, found.doorbellCycles()[0]);
    assertEquals(2, found.scheduledCycles()[0]);
    // Look-up, load of four beats, two cycles on.
    assertEquals(3 + 1 + 225 + 4 + 2, found.inContextCycles()[0]);
    assertEquals(found.inContextCycles()[0] + 3, found.workRequestCycles()[0]);
    assertEquals(found.workRequestCycles()[0] + 1, found.completionCycles()[0]);
  }

  @ParameterizedTest
  @CsvSource({"1, WR", "1, CID", "64, WR", "64, CID", "200, CID"})
  void shouldExecuteOneOperationACycleOnHits(int connections, QueueFormat format) {
    Requests requests = uniform(connections, 20_000);
    WorkRequestPrediction found = predict(Runs.CONFIG.with(format), requests);
    long[] done = found.workRequestCycles();
    long first = Long.MAX_VALUE;
    long last = 0;
    for (int entry = 10_000; entry < 20_000; entry++) {
      first = Math.min(first, done[entry]);
      last = Math.max(last, done[entry]);
    }
    // Out of order at the ends by at most a window.
    assertEquals(10_000, last - first, 2 * 64);
  }

  @Test
  void shouldHitInTwoCycles() {
    Requests requests = new Requests();
    for (int i = 0; i < 600; i++) {
      requests.add(i % 2, WorkOp.SEND);
    }
    WorkRequestConfig config = Runs.config(1, 4).with(QueueFormat.WR);
    long[] cycles = {0};
    WorkRequestPrediction found =
        new WorkRequestTiming(config, PARAMS)
            .predict(requests, () -> cycles[0] += 2, new ContextTable(config), false, 100_000);
    for (int entry = 500; entry < 600; entry++) {
      assertEquals(2, found.scheduledCycles()[entry] - found.doorbellCycles()[entry]);
      assertEquals(2, found.inContextCycles()[entry] - found.scheduledCycles()[entry]);
    }
  }

  @Test
  void WR_12_shouldNotDependOnTheComparatorsWithAWindowOfOne() {
    Requests requests = uniform(12, 3000);
    WorkRequestConfig wide = Runs.config(1, 8).with(Map.of("maxWindow", 256L, "prefetch", 2L));
    WorkRequestConfig narrow = Runs.config(1, 8).with(Map.of("maxWindow", 1L, "liveScan", 1L));
    assertArrayEquals(
        predict(wide.with("liveScan", 1), requests).completionCycles(),
        predict(narrow, requests).completionCycles());
    long[] issued = predict(wide, requests).inContextCycles();
    for (int entry = 1; entry < issued.length; entry++) {
      assertTrue(issued[entry] > issued[entry - 1], "strictly in order");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 64, 256})
  void shouldUseAllTheBandwidthOfTheHostAtFiftyOneTimesTheCache(int window) {
    WorkRequestConfig config = Runs.config(window, 300);
    int count = 60_000;
    WorkRequestPrediction found = predict(config, uniform(15_360, count));
    double loads = found.counters().loads() / (double) (found.lastCycle() - 1024);
    assertTrue(loads >= 0.95 / PARAMS.contextBeats(), "loads a cycle: " + loads);
  }

  /** A completion counts from the next cycle on, even where a pick is tried in its own. */
  @Test
  void WR_16_shouldPickABarrierInTheCycleBehindTheLastCompletion() {
    Requests requests = new Requests();
    for (int i = 0; i < 200; i++) {
      requests.add(i % 3, WorkOp.SEND);
      if (i % 10 == 5) {
        requests.asBarrier();
      }
    }
    WorkRequestConfig config = Runs.config(8, 4).with(QueueFormat.WR);
    WorkRequestPrediction found = predict(config, requests);
    for (int barrier = 5; barrier < 200; barrier += 10) {
      long before = 0;
      long behind = Long.MAX_VALUE;
      for (int i = 0; i < 200; i++) {
        before = i < barrier ? Math.max(before, found.completionCycles()[i]) : before;
        behind = i > barrier ? Math.min(behind, found.scheduledCycles()[i]) : behind;
      }
      assertEquals(before + 2, found.scheduledCycles()[barrier]);
      assertEquals(found.completionCycles()[barrier] + 2, behind);
    }
  }

  @Test
  void shouldNotLetAMissHoldUpHitsOfOthers() {
    Requests requests = new Requests();
    for (int i = 0; i < 400; i++) {
      requests.add(i % 4, WorkOp.SEND);
    }
    requests.add(100, WorkOp.SEND);
    for (int i = 0; i < 300; i++) {
      requests.add(i % 4, WorkOp.SEND);
    }
    WorkRequestConfig config = Runs.config(64, 8).with(QueueFormat.WR);
    WorkRequestPrediction free = predict(config, requests);
    WorkRequestPrediction blocked = predict(config.with("nonBlocking", 0), requests);
    assertTrue(free.inContextCycles()[400] > free.inContextCycles()[600]);
    assertTrue(blocked.inContextCycles()[400] < blocked.inContextCycles()[600]);
    assertTrue(blocked.lastCycle() - free.lastCycle() > 150);
  }

  @Test
  void shouldLetReadsHoldUpFencesOfTheirConnectionOnly() {
    Requests requests = new Requests();
    requests.add(1, WorkOp.READ, 64, 0, false);
    requests.add(1, WorkOp.SEND, 64, 0, true);
    requests.add(2, WorkOp.READ, 64, 0, false);
    requests.add(2, WorkOp.SEND, 64, 0, false);
    requests.add(3, WorkOp.BIND, 64, 0, false);
    WorkRequestConfig config =
        Runs.config(8, 8).with(Map.of("queueFormat", 1L, "readCycles", 1000L));
    WorkRequestPrediction found = predict(config, requests);
    assertTrue(found.workRequestCycles()[1] >= found.workRequestCycles()[0] + 1000);
    assertTrue(found.workRequestCycles()[3] < found.workRequestCycles()[2] + 10);
    assertTrue(found.workRequestCycles()[4] < 300);
    assertTrue(found.completionCycles()[3] > found.completionCycles()[2]);
  }

  @Test
  void shouldAddTheTimeInTheQueueToNothingWhenRequestsComeSlowly() {
    WorkRequestConfig config = Runs.config(64, 256);
    WorkRequestPrediction found =
        new WorkRequestTiming(config, PARAMS)
            .predict(
                uniform(100, 3000),
                Arrivals.poisson(0.001, new Well19937c(2)),
                new ContextTable(config),
                false,
                100_000_000);
    for (int entry = 0; entry < 3000; entry++) {
      assertTrue(found.scheduledCycles()[entry] - found.doorbellCycles()[entry] <= 4);
    }
    assertEquals(0.001, found.throughput(), 0.0001);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void shouldCompleteEverythingInEveryConfiguration(int seed) {
    Random random = new Random(seed);
    long[] windows = {1, 2, 8, 64, 256};
    long[] entries = {1, 2, 4, 16, 300};
    for (int round = 0; round < 60; round++) {
      WorkRequestConfig config =
          WorkRequestConfig.DEFAULTS.with(
              Map.of(
                  "queueDepth",
                  64L << random.nextInt(4),
                  "window",
                  windows[random.nextInt(windows.length)],
                  "cacheEntries",
                  entries[random.nextInt(entries.length)],
                  "batchLimit",
                  (long) random.nextInt(5),
                  "liveScan",
                  (long) random.nextInt(2),
                  "prefetch",
                  (long) random.nextInt(4),
                  "replacement",
                  (long) random.nextInt(3),
                  "nonBlocking",
                  (long) random.nextInt(2),
                  "parkedRequests",
                  1L + random.nextInt(20),
                  "outstandingLoads",
                  1L + random.nextInt(20)));
      Requests requests = mixed(random, 1 + random.nextInt(60), 1500);
      WorkRequestPrediction found = predict(config, requests);
      for (int entry = 0; entry < requests.size(); entry++) {
        assertTrue(found.scheduledCycles()[entry] > found.doorbellCycles()[entry]);
        assertTrue(found.inContextCycles()[entry] > found.scheduledCycles()[entry]);
        assertTrue(found.workRequestCycles()[entry] > found.inContextCycles()[entry]);
        assertTrue(found.completionCycles()[entry] > found.workRequestCycles()[entry]);
      }
      assertEquals(requests.size(), found.counters().toMap().get("operations"));
    }
  }

  private static Requests mixed(Random random, int connections, int count) {
    WorkOp[] ops = WorkOp.values();
    Requests requests = new Requests(count);
    for (int i = 0; i < count; i++) {
      WorkOp op = ops[random.nextInt(ops.length)];
      requests.add(random.nextInt(connections), op, 100, 0, random.nextInt(10) == 0);
    }
    return requests;
  }

  @Test
  void shouldCountAsTheAbstractExecutionInTheBlockingConfiguration() {
    for (Replacement policy : Replacement.values()) {
      WorkRequestConfig config =
          Runs.config(32, 8).with(policy).with(Map.of("nonBlocking", 0L, "queueDepth", 1024L));
      Requests requests = uniform(40, 8000);
      WorkRequestPrediction timed = predict(config, requests);
      Runs run = Runs.of(config, requests.rewind());
      Map<String, Long> expected = run.path.counters().toMap();
      assertEquals(expected, timed.counters().toMap(), policy::toString);
    }
  }

  /** D23: the look-up of the batch whose context is under way lets its hints begin. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 4})
  void D_23_shouldHaveOneLoadMoreUnderWayThanHintsWithoutPassing(int prefetch) {
    Map<String, Long> settings = Map.of("nonBlocking", 0L, "prefetch", (long) prefetch);
    WorkRequestConfig config = Runs.config(64, 32).with(QueueFormat.WR).with(settings);
    WorkRequestPrediction found = predict(config, uniform(5000, 4000));
    double underWay = found.counters().loads() * 230.0 / found.lastCycle();
    assertEquals(prefetch + 1, underWay, 0.1 * (prefetch + 1));
  }

  /** D24: one cycle apart, a released slot is a victim or is not. */
  @Test
  void D_24_shouldTakeAReleasedSlotInTheNextCycle() {
    WorkRequestConfig config = Runs.config(4, 1).with(QueueFormat.WR);
    Requests requests = new Requests();
    requests.add(1, WorkOp.SEND);
    requests.add(2, WorkOp.SEND);
    WorkRequestPrediction found = predict(config, requests);
    long released = found.workRequestCycles()[0] + 2;
    // Look-up, load, four beats, two cycles on; the write-back takes the other direction.
    assertEquals(released + 1 + 1 + 225 + 4 + 2, found.inContextCycles()[1]);
  }

  @Test
  void shouldSayWhenItHasNotEnded() {
    WorkRequestTiming timing = new WorkRequestTiming(Runs.CONFIG, PARAMS);
    assertThrows(
        IllegalStateException.class,
        () ->
            timing.predict(
                uniform(10, 100), Arrivals.saturated(), new ContextTable(Runs.CONFIG), true, 100));
  }
}
