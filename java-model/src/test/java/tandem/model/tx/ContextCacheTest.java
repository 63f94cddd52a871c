package tandem.model.tx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tandem.model.tx.ContextCache.Outcome.HIT;
import static tandem.model.tx.ContextCache.Outcome.MERGE;
import static tandem.model.tx.ContextCache.Outcome.MISS;
import static tandem.model.tx.ContextCache.Outcome.PASS;
import static tandem.model.tx.ContextCache.Outcome.WAIT;

import java.util.Map;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tandem.model.IllegalChoiceException;
import tandem.model.record.CommandKind;
import tandem.model.record.WorkStatus;
import tandem.model.workload.ConnectionChoices;
import tandem.model.workload.Requests;

/** WR-24 to WR-33: the context cache event by event. */
class ContextCacheTest {
  private final WorkRequestCounters counters = new WorkRequestCounters();
  private ContextTable memory;
  private ContextCache cache;

  private void start(WorkRequestConfig config, VictimChoice.Window window) {
    memory = new ContextTable(config);
    cache = new ContextCache(config, counters, memory, window);
  }

  private void start(long entries) {
    start(Runs.config(64, entries), connection -> false);
  }

  /** One request that is a batch, from look-up to release. */
  private ContextCache.Outcome use(int connection) {
    ContextCache.Outcome outcome = cache.lookup(connection, true, true);
    int slot = cache.slot();
    if (outcome == MISS) {
      assertTrue(cache.loadEnded(slot, false));
    }
    if (outcome == MISS || outcome == HIT) {
      cache.issue(slot, false);
      cache.release(slot, false, false);
    }
    return outcome;
  }

  private int sequence(int connection) {
    ContextMemory.Context context = new ContextMemory.Context();
    memory.load(connection, context);
    return context.sequence;
  }

  @Test
  void WR_24_shouldFindAnyConnectionInAnySlotWhenFullyAssociative() {
    start(300);
    for (int connection = 0; connection < 300; connection++) {
      assertEquals(MISS, use(connection * 64));
      assertEquals(connection, cache.slot(), "the lowest free slot");
    }
    for (int connection = 0; connection < 300; connection++) {
      assertEquals(HIT, use(connection * 64));
    }
  }

  @Test
  void WR_24_shouldUseTheSlotsOfASetOnlyWhenSetAssociative() {
    start(
        WorkRequestConfig.DEFAULTS.with(Map.of("cacheEntries", 8L, "cacheWays", 2L)),
        connection -> false);
    for (int connection : new int[] {0, 4, 8}) {
      assertEquals(MISS, use(connection));
      assertTrue(cache.slot() < 2);
    }
    assertEquals(0, cache.victimConnection());
    assertEquals(MISS, use(1));
    assertEquals(2, cache.slot());
    assertEquals(HIT, use(4));
    assertThrows(
        IllegalArgumentException.class,
        () -> WorkRequestConfig.DEFAULTS.with(Map.of("cacheEntries", 12L, "cacheWays", 4L)));
  }

  @Test
  void WR_25_shouldNeverThrowOutASlotInUse() {
    start(2);
    assertEquals(MISS, cache.lookup(1, true, true));
    assertEquals(MISS, cache.lookup(2, true, false), "its batch goes on");
    cache.loadEnded(0, false);
    cache.loadEnded(1, false);
    cache.issue(1, false);
    cache.release(1, false, false);
    assertEquals(WAIT, cache.lookup(3, true, true), "executing, batch in progress");
    cache.issue(0, false);
    assertEquals(WAIT, cache.lookup(3, true, true));
    cache.release(0, false, false);
    assertEquals(MISS, cache.lookup(3, true, true));
    assertEquals(1, cache.victimConnection());
    assertEquals(WAIT, cache.lookup(4, true, true), "being loaded");
    assertThrows(IllegalChoiceException.class, () -> cache.release(0, false, false));
  }

  @Test
  void WR_26_shouldThrowOutTheLeastRecentlyUsed() {
    start(3);
    for (int connection : new int[] {1, 2, 3, 1}) {
      use(connection);
    }
    use(4);
    assertEquals(2, cache.victimConnection());
    use(5);
    assertEquals(3, cache.victimConnection());
  }

  @Test
  void WR_26_shouldThrowOutWhatDoesNotOccurInTheWindow() {
    start(Runs.config(64, 6).with(Replacement.LOOKAHEAD), connection -> connection < 3);
    for (int connection = 0; connection < 6; connection++) {
      use(connection);
    }
    use(9);
    assertEquals(3, cache.victimConnection(), "the fourth is still looked at");
    start(Runs.config(64, 6).with(Replacement.LOOKAHEAD), connection -> connection < 4);
    for (int connection = 0; connection < 6; connection++) {
      use(connection);
    }
    use(9);
    assertEquals(0, cache.victimConnection(), "the fifth is not");
  }

  @Test
  void WR_26_shouldFollowAReportedVictimIfItIsLegal() {
    start(Runs.config(64, 6).with(Replacement.LOOKAHEAD), connection -> false);
    for (int connection = 0; connection < 6; connection++) {
      use(connection);
    }
    cache.followVictim(2);
    use(9);
    assertEquals(2, cache.victimConnection());
    cache.followVictim(9);
    assertThrows(IllegalChoiceException.class, () -> use(10), "too young");
  }

  @Test
  void WR_26_shouldKeepReusedContextsUnderProtection() {
    start(Runs.config(64, 4).with(Replacement.PROTECTED), connection -> false);
    use(1);
    use(1);
    for (int connection = 10; connection < 40; connection++) {
      use(connection);
    }
    assertEquals(HIT, use(1));
    // Load number 31 is spared and pushes the others towards the old end.
    assertEquals(MISS, use(50));
    assertEquals(MISS, use(51));
    assertEquals(HIT, use(50));
  }

  @ParameterizedTest
  @EnumSource(Replacement.class)
  void WR_27_shouldNeverReadAStaleContext(Replacement policy) {
    Requests requests = Requests.sends(ConnectionChoices.uniform(50, new Well19937c(7)), 20_000);
    WorkRequestConfig config = Runs.config(16, 4).with(policy).with("prefetch", 2);
    Runs run = Runs.of(config, requests);
    int[] expected = new int[50];
    for (int connection : requests.connections()) {
      expected[connection]++;
    }
    for (int connection = 0; connection < 50; connection++) {
      run.path.cache().command(CommandKind.INVALIDATE, connection);
      ContextMemory.Context context = new ContextMemory.Context();
      run.memory.load(connection, context);
      assertEquals(expected[connection], context.sequence);
    }
    assertEquals(run.count("loads"), run.count("writebacks") + run.count("prefetchUseless"));
  }

  @Test
  void WR_28_shouldWaitWhenEverySlotIsInUse() {
    start(1);
    cache.lookup(1, true, true);
    for (int i = 0; i < 3; i++) {
      assertEquals(WAIT, cache.lookup(2, true, true));
    }
    assertEquals(1, counters.misses());
    assertEquals(0, counters.hits());
  }

  @Test
  void WR_29_shouldLoadTheNextDistinctConnectionsAhead() {
    Runs run = Runs.of(Runs.config(8, 4).with("prefetch", 1), 1, 2, 3, 1, 2, 3);
    assertEquals(1, run.count("misses"), "the first one only");
    assertEquals(2, run.count("prefetches"));
    assertEquals(2, run.count("prefetchUseful"));
    assertEquals(3, run.count("loads"));
    assertEquals(5, run.count("hits"));
  }

  @Test
  void WR_29_shouldNotThrowOutASlotInUseOrAnotherPrefetch() {
    start(2);
    cache.lookup(1, true, false);
    assertEquals(1, cache.prefetch(2, SlotIndex.NONE));
    cache.loadEnded(0, false);
    assertTrue(cache.loadEnded(1, false));
    assertEquals(
        SlotIndex.NONE, cache.prefetch(3, SlotIndex.NONE), "the other one has not been used");
    assertEquals(SlotIndex.NONE, cache.prefetch(1, SlotIndex.NONE), "it is there");
    assertEquals(MISS, cache.lookup(4, true, true), "but demand goes first");
    assertEquals(2, cache.victimConnection());
    assertFalse(cache.writeback(), "never used, never changed");
    assertEquals(1, counters.toMap().get("prefetchUseless"));
  }

  @Test
  void WR_29_shouldBeHarmlessForConnectionsThatAreGone() {
    start(4);
    cache.command(CommandKind.DISABLE, 2);
    assertEquals(SlotIndex.NONE, cache.prefetch(2, SlotIndex.NONE));
    assertEquals(SlotIndex.NONE, cache.prefetch(70_000, SlotIndex.NONE));
    memory.poison(3);
    int slot = cache.prefetch(3, SlotIndex.NONE);
    assertFalse(cache.loadEnded(slot, false));
    memory.heal(3);
    assertEquals(MISS, use(3), "the connection is not in error for that");
    assertEquals(1, counters.toMap().get("loadFailures"));
  }

  @Test
  void WR_30_shouldInvalidateWhenTheOperationsUnderWayAreDone() {
    start(4);
    cache.lookup(1, true, true);
    assertThrows(IllegalChoiceException.class, () -> cache.command(CommandKind.INVALIDATE, 1));
    cache.loadEnded(0, false);
    assertThrows(IllegalChoiceException.class, () -> cache.command(CommandKind.INVALIDATE, 1));
    cache.issue(0, false);
    cache.release(0, false, false);
    cache.command(CommandKind.INVALIDATE, 1);
    assertEquals(1, sequence(1), "written back");
    assertEquals(SlotIndex.NONE, cache.slotOf(1));
    assertEquals(MISS, use(1));
    assertEquals(1, counters.toMap().get("commands"));
  }

  @Test
  void WR_31_shouldMergeMissesOfOneConnection() {
    start(4);
    assertEquals(MISS, cache.lookup(1, true, false));
    assertEquals(MERGE, cache.lookup(1, false, true));
    assertEquals(MERGE, cache.lookup(1, true, true));
    assertEquals(SlotIndex.NONE, cache.prefetch(1, SlotIndex.NONE));
    assertEquals(1, counters.loads());
    assertEquals(2, counters.toMap().get("merged"));
    assertEquals(2, counters.hits());
  }

  @Test
  void WR_32_shouldPassRequestsOfUnknownAndDisabledConnectionsWithoutALoad() {
    WorkRequestConfig config = Runs.config(64, 4).with("connectionLimit", 100);
    start(config, connection -> false);
    assertEquals(PASS, cache.lookup(100, true, true));
    assertEquals(WorkStatus.UNKNOWN, cache.status());
    cache.command(CommandKind.DISABLE, 5);
    assertEquals(PASS, cache.lookup(5, true, true));
    assertEquals(WorkStatus.DISABLED, cache.status());
    assertEquals(0, counters.loads());
    cache.command(CommandKind.ENABLE, 5);
    assertEquals(MISS, use(5));
    assertEquals(WorkStatus.OK, cache.status());
  }

  @Test
  void WR_33_shouldPutAConnectionIntoErrorWhenItsLoadFails() {
    start(2);
    assertEquals(MISS, cache.lookup(1, true, false));
    assertFalse(cache.loadEnded(0, true));
    assertEquals(PASS, cache.lookup(1, false, true));
    assertEquals(WorkStatus.FLUSHED, cache.status());
    assertEquals(SlotIndex.NONE, cache.slotOf(1), "the slot is free again");
    assertEquals(MISS, use(2));
    assertEquals(0, cache.slot());
    cache.command(CommandKind.ENABLE, 1);
    assertEquals(MISS, use(1));
  }
}
