package tandem.model.tx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The search for a victim, slot by slot (contract, 9.4). */
class TimedVictimsTest {
  private static final int NONE = TimedVictims.NONE;
  private static final int SET = 0;

  private final WorkRequestConfig config = Runs.config(8, 4);
  private final WorkRequestCounters counters = new WorkRequestCounters();
  private final ContextCache cache =
      new ContextCache(config, counters, new ContextTable(config), connection -> false);
  private final TimedVictims victims = new TimedVictims(config, cache, connection -> false);

  /** Slots loaded ahead and not used are none for a hint: it looks at all, again and again. */
  @Test
  void D31_shouldBeginAnewBehindTheYoungestSlot() {
    loadAhead(1);
    loadAhead(2);
    assertEquals(NONE, hintLooks(10), "slot of 1");
    assertEquals(NONE, hintLooks(11), "slot of 2, the youngest");
    assertEquals(NONE, hintLooks(12), "slot of 1 again");
    int used = use(3);
    assertEquals(NONE, hintLooks(13), "slot of 2");
    assertEquals(used, hintLooks(14), "what has come since");
  }

  /** The same, with the slot coming where the search has just begun anew. */
  @Test
  void D31_shouldMeetAYoungSlotLaterWhereItComesEarlierInTheRound() {
    loadAhead(1);
    loadAhead(2);
    hintLooks(10);
    hintLooks(11);
    int used = use(3);
    assertEquals(NONE, hintLooks(12), "slot of 1 again");
    assertEquals(NONE, hintLooks(13), "slot of 2");
    assertEquals(used, hintLooks(14), "what has come since");
  }

  private int hintLooks(long cycle) {
    int found = victims.find(SET, true, NONE, cycle);
    assertTrue(victims.isUnderWay(), "the next cycle looks at another slot");
    return found;
  }

  private void loadAhead(int connection) {
    cache.loadEnded(cache.prefetch(connection, NONE), false);
  }

  private int use(int connection) {
    cache.lookup(connection, true, true);
    int slot = cache.slot();
    cache.loadEnded(slot, false);
    cache.issue(slot, false);
    cache.release(slot, false, false);
    return slot;
  }
}
