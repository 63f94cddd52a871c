package tandem.model.tx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.model.IllegalChoiceException;
import tandem.model.record.Completion;
import tandem.model.record.DoorbellWrite;
import tandem.model.record.Released;
import tandem.model.record.RequestInContext;
import tandem.model.record.ScheduledRequest;
import tandem.model.record.WorkOp;
import tandem.model.record.WorkRequest;
import tandem.model.record.WorkStatus;

/** Follows orders of events as a non-blocking cache may produce them. */
class CacheFollowerTest {
  private static final int REQUESTS = 1500;
  private static final int CONNECTIONS = 24;

  private final WorkRequestCounters counters = new WorkRequestCounters();
  private WorkRequestConfig config;
  private LookaheadScheduler scheduler;
  private ContextTable memory;
  private ContextCache cache;
  private ExecutionStub stub;
  private CacheFollower follower;

  private void start(WorkRequestConfig newConfig) {
    config = newConfig;
    scheduler = new LookaheadScheduler(config, counters);
    memory = new ContextTable(config);
    cache = new ContextCache(config, counters, memory, scheduler::occursInWindow);
    stub = new ExecutionStub(config, counters);
    follower = new CacheFollower(config, counters, cache, stub);
  }

  private ScheduledRequest scheduled(int connection, WorkOp op, long batch, boolean last) {
    return new ScheduledRequest(
        0, connection, op.code(), 0, false, false, 0, 0, batch, true, last, 1);
  }

  @Test
  void WR_4_shouldLetNothingBetweenTheRequestsOfABatch() {
    start(Runs.config(8, 4));
    follower.lookup(scheduled(1, WorkOp.SEND, 0, false));
    follower.lookup(scheduled(2, WorkOp.SEND, 1, true));
    assertThrows(IllegalChoiceException.class, () -> follower.issue(2), "not loaded");
    assertTrue(follower.loadEnded(0, false));
    assertTrue(follower.loadEnded(1, false));
    follower.issue(1);
    assertThrows(IllegalChoiceException.class, () -> follower.issue(2), "batch not complete");
    follower.lookup(scheduled(1, WorkOp.SEND, 0, true));
    follower.issue(1);
    assertEquals(1, follower.issue(2).slot());
    assertEquals(0, follower.waiting());
  }

  @Test
  void WR_16_shouldHoldFencesAndBindsUntilReadsHaveEnded() {
    start(Runs.config(8, 4));
    follower.lookup(scheduled(1, WorkOp.READ, 0, false));
    follower.loadEnded(0, false);
    follower.issue(1);
    follower.lookup(scheduled(1, WorkOp.BIND, 0, true));
    follower.lookup(scheduled(2, WorkOp.SEND, 1, true));
    follower.loadEnded(1, false);
    assertThrows(IllegalChoiceException.class, () -> follower.issue(1), "a read is under way");
    assertEquals(2, follower.issue(2).connection(), "a held batch lets others pass");
    follower.release(new Released(1, 0, true, false));
    assertEquals(WorkOp.BIND.code(), follower.issue(1).op());
  }

  @Test
  void WR_12_shouldRefuseHitsThatPassMissesInOrder() {
    start(Runs.config(1, 4));
    follower.lookup(scheduled(1, WorkOp.SEND, 0, true));
    follower.lookup(scheduled(2, WorkOp.SEND, 1, true));
    follower.loadEnded(0, false);
    follower.loadEnded(1, false);
    assertThrows(IllegalChoiceException.class, () -> follower.issue(2));
    follower.issue(1);
    follower.issue(2);
  }

  @Test
  void WR_31_shouldRefuseEventsThatCannotHaveHappened() {
    start(Runs.config(8, 1));
    assertThrows(IllegalChoiceException.class, () -> follower.issue(1));
    assertThrows(IllegalChoiceException.class, () -> follower.loadEnded(0, false));
    follower.lookup(scheduled(1, WorkOp.SEND, 0, true));
    assertThrows(
        IllegalChoiceException.class, () -> follower.lookup(scheduled(2, WorkOp.SEND, 1, true)));
    assertThrows(
        IllegalChoiceException.class, () -> follower.release(new Released(2, 0, false, false)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void WR_13_shouldExecuteEachRequestOnceWhateverTheOrderOfEvents(int seed) {
    long[] entries = {1, 2, 4, 8, 16, 64};
    start(
        Runs.CONFIG.with(
            Map.of(
                "queueFormat",
                1L,
                "window",
                2L << seed % 5,
                "cacheEntries",
                entries[seed % entries.length],
                "replacement",
                seed % 3L,
                "liveScan",
                seed % 2L)));
    RandomDrive drive = new RandomDrive(new Random(seed), seed >= 4);
    drive.run();
    assertEquals(REQUESTS, counters.requests());
    assertEquals(REQUESTS, drive.completions);
    long ended = 0;
    for (WorkStatus status : WorkStatus.values()) {
      ended += counters.ended(status);
    }
    assertEquals(REQUESTS, ended);
    assertTrue(counters.ended(WorkStatus.OK) > REQUESTS / 20);
    assertEquals(seed >= 4, counters.ended(WorkStatus.FLUSHED) > 0);
    assertTrue(counters.toMap().get("merged") > 0);
  }

  /** Chooses among the events that are possible; from seed 4 on some operations fail. */
  private final class RandomDrive {
    private final Random random;
    private final List<Integer> loading = new ArrayList<>();
    private final List<WorkRequest> executing = new ArrayList<>();
    private final List<ScheduledRequest> lookups = new ArrayList<>();
    private final int[] lastEntry = new int[CONNECTIONS];
    private final int[] nextSequence = new int[CONNECTIONS];
    private final boolean faults;
    private int posted;
    private int completions;

    RandomDrive(Random random, boolean faults) {
      this.random = random;
      this.faults = faults;
      Arrays.fill(lastEntry, -1);
    }

    void run() {
      while (completions < REQUESTS) {
        switch (random.nextInt(6)) {
          case 0 -> post();
          case 1 -> schedule();
          case 2 -> lookup();
          case 3 -> load();
          case 4 -> issue();
          default -> finish();
        }
      }
      assertEquals(0, follower.waiting());
    }

    private void post() {
      if (posted < REQUESTS && scheduler.hasRoom(0)) {
        boolean fail = faults && random.nextInt(400) == 0;
        int connection = random.nextInt(CONNECTIONS);
        scheduler.post(
            new DoorbellWrite(0, connection, random.nextInt(5), 0, false, false, fail, 0));
        posted++;
      }
    }

    private void schedule() {
      if (lookups.size() < 8 && (scheduler.batchOpen() || scheduler.canStart(0))) {
        scheduler.pick(0, scheduler.largestTail(0));
        lookups.add(scheduler.picked());
      }
    }

    private void lookup() {
      if (lookups.isEmpty()) {
        return;
      }
      try {
        ContextCache.Outcome outcome = follower.lookup(lookups.get(0));
        lookups.remove(0);
        if (outcome == ContextCache.Outcome.MISS) {
          loading.add(cache.slot());
        }
      } catch (IllegalChoiceException e) {
        // It has to wait.
        assertFalse(loading.isEmpty() && executing.isEmpty() && follower.waiting() == 0);
      }
    }

    private void load() {
      if (!loading.isEmpty()) {
        follower.loadEnded(loading.remove(random.nextInt(loading.size())), false);
      }
    }

    private void issue() {
      int connection = random.nextInt(CONNECTIONS);
      RequestInContext issued;
      try {
        issued = follower.issue(connection);
      } catch (IllegalChoiceException e) {
        return;
      }
      assertTrue(issued.entry() > lastEntry[connection], "order of the connection");
      lastEntry[connection] = (int) issued.entry();
      if (issued.status() == WorkStatus.OK) {
        assertEquals(nextSequence[connection]++, issued.sequence(), "a stale context");
      }
      WorkRequestFetch fetch = new WorkRequestFetch(config, counters);
      executing.add(fetch.fetch(issued, address -> null));
    }

    private void finish() {
      if (executing.isEmpty()) {
        return;
      }
      WorkRequest request = executing.remove(0);
      Completion completion = stub.execute(request);
      completions++;
      scheduler.completed(completion.guest());
      if (request.status() == WorkStatus.OK) {
        boolean read = request.op() == WorkOp.READ.code();
        follower.release(
            new Released(
                request.connection(),
                request.slot(),
                read,
                completion.status().breaksConnection()));
      }
    }
  }
}
