package tandem.model.tx;

import java.util.Arrays;
import tandem.model.IllegalChoiceException;
import tandem.model.record.CommandKind;
import tandem.model.record.WorkStatus;

/**
 * The contexts on chip (WR-24 to WR-33): a serial machine over events, without time. Who drives it
 * decides the order of events; every outcome follows from it.
 *
 * <p>Never throws out a slot in use, never holds a connection twice, never loses an update.
 */
public final class ContextCache {
  /** What a look-up found. The order of the constants is the encoding. */
  public enum Outcome {
    /** Passed on with an error status, without a slot. */
    PASS,
    HIT,
    /** Joins a load under way. */
    MERGE,
    /** Starts a load. */
    MISS,
    /** Every slot it could have is in use (WR-28). Nothing has changed. */
    WAIT
  }

  private static final int PROTECTION_PERIOD = 32;

  private final WorkRequestCounters counters;
  private final ContextMemory memory;
  private final ConnectionStates states;
  private final int setMask;
  private final SlotIndex index;
  private final RecencyOrder order;
  private final VictimChoice victims;
  private final CacheSlot[] slots;
  private final FreeSlots free;
  private final boolean advances;
  private final boolean protects;
  private long loads;
  private int slot;
  private WorkStatus status = WorkStatus.OK;
  private int victimConnection;
  private boolean writeback;

  /**
   * @param window what the scheduler sees; asked under LOOKAHEAD only
   */
  public ContextCache(
      WorkRequestConfig config,
      WorkRequestCounters counters,
      ContextMemory memory,
      VictimChoice.Window window) {
    this.counters = counters;
    this.memory = memory;
    int ways = config.ways();
    int entries = config.cacheEntries();
    setMask = entries / ways - 1;
    index = new SlotIndex(entries);
    order = new RecencyOrder(entries, ways);
    slots = new CacheSlot[entries];
    Arrays.setAll(slots, i -> new CacheSlot());
    victims = new VictimChoice(config.replacement(), order, slots, window);
    free = new FreeSlots(entries, ways);
    states = new ConnectionStates(config.connectionLimit());
    advances = config.queueFormat() == QueueFormat.CID;
    protects = config.replacement() == Replacement.PROTECTED;
  }

  /**
   * LOOKUP: a request asks for its context.
   *
   * @param first whether it is the first of its batch
   * @param last whether it is the last of its batch
   */
  public Outcome lookup(int connection, boolean first, boolean last) {
    status = states.refusal(connection);
    int found = index.find(connection);
    if (status != WorkStatus.OK) {
      slot = 0;
      if (last && found != SlotIndex.NONE) {
        slots[found].open = false;
        settle(found);
      }
      return Outcome.PASS;
    }
    Outcome outcome = Outcome.HIT;
    if (found == SlotIndex.NONE) {
      found = allocate(connection, false, SlotIndex.NONE);
      if (found == SlotIndex.NONE) {
        return Outcome.WAIT;
      }
      outcome = Outcome.MISS;
      counters.misses++;
    } else {
      counters.hits++;
      if (slots[found].loading) {
        outcome = Outcome.MERGE;
        counters.merged++;
      }
    }
    slot = found;
    order.remove(found);
    counters.prefetchUseful += slots[found].prefetched ? 1 : 0;
    slots[found].use(first, last);
    return outcome;
  }

  /**
   * PREFETCH: a hint asks for a context.
   *
   * @param held slot that is spared besides, or -1
   * @return the slot whose load starts, or -1 if none does
   */
  int prefetch(int connection, int held) {
    if (!isWanted(connection)) {
      return SlotIndex.NONE;
    }
    int found = allocate(connection, true, held);
    if (found != SlotIndex.NONE) {
      slots[found].prefetched = true;
      counters.prefetches++;
    }
    return found;
  }

  boolean isRefused(int connection) {
    return states.refusal(connection) != WorkStatus.OK;
  }

  /** Whether a load ahead would be of use: the connection is served and has no slot. */
  boolean isWanted(int connection) {
    return !isRefused(connection) && index.find(connection) == SlotIndex.NONE;
  }

  boolean hasFree(int connection) {
    return free.has(set(connection));
  }

  int set(int connection) {
    return connection & setMask;
  }

  RecencyOrder order() {
    return order;
  }

  private int allocate(int connection, boolean forPrefetch, int held) {
    int set = set(connection);
    victimConnection = SlotIndex.NONE;
    writeback = false;
    int found = free.take(set);
    if (found == SlotIndex.NONE) {
      found = victims.choose(set, forPrefetch, held);
      if (found == SlotIndex.NONE) {
        return SlotIndex.NONE;
      }
      victimConnection = slots[found].connection;
      evict(found);
    }
    index.put(connection, found);
    slots[found].begin(connection, loads++ % PROTECTION_PERIOD == PROTECTION_PERIOD - 1);
    return found;
  }

  private void evict(int victim) {
    CacheSlot evicted = slots[victim];
    order.remove(victim);
    index.remove(victim);
    writeback = evicted.dirty;
    if (evicted.dirty) {
      memory.store(evicted.connection, evicted.consumerIndex, evicted.sequence);
      counters.writebacks++;
    }
    counters.prefetchUseless += evicted.prefetched ? 1 : 0;
  }

  /**
   * LOADED or LOAD_FAILED: the load of a slot has come to its end. A failed load with requests
   * waiting puts the connection into error (WR-33); the requests end FLUSHED.
   *
   * @param busFailed whether the host port said so; the integrity is checked here
   * @return whether the context is usable
   */
  public boolean loadEnded(int loadedSlot, boolean busFailed) {
    CacheSlot loaded = slots[loadedSlot];
    if (!loaded.loading) {
      throw new IllegalChoiceException("nothing is being loaded: slot=" + loadedSlot);
    }
    loaded.loading = false;
    // The memory is asked in any case: whether the bus fails is not its business.
    boolean usable = memory.load(loaded.connection, loaded) && !busFailed;
    if (usable) {
      settle(loadedSlot);
      return true;
    }
    counters.loadFailures++;
    if (loaded.pins > 0) {
      states.set(loaded.connection, ConnectionStates.ERROR);
    }
    loaded.pins = 0;
    loaded.open = false;
    counters.prefetchUseless += loaded.prefetched ? 1 : 0;
    index.remove(loadedSlot);
    free.put(loadedSlot);
    return false;
  }

  /** ISSUE: updates the context for a request that leaves; the old values are the request's. */
  public void issue(int issuedSlot, boolean read) {
    CacheSlot issued = slots[issuedSlot];
    issued.sequence++;
    if (advances) {
      issued.consumerIndex++;
    }
    issued.dirty = true;
    issued.reads += read ? 1 : 0;
  }

  /** RELEASE: an operation has ended. */
  public void release(int releasedSlot, boolean read, boolean failed) {
    CacheSlot released = slots[releasedSlot];
    if (released.loading || released.pins == 0) {
      throw new IllegalChoiceException("nothing to be released: slot=" + releasedSlot);
    }
    released.pins--;
    released.reads -= read ? 1 : 0;
    if (failed) {
      states.set(released.connection, ConnectionStates.ERROR);
    }
    settle(releasedSlot);
  }

  /** Lets a slot that is not in use any more be a victim. */
  private void settle(int settled) {
    CacheSlot idle = slots[settled];
    if (idle.isPinned() || order.contains(settled)) {
      return;
    }
    boolean old = protects && idle.belongsToOldEnd();
    if (old) {
      order.addOldest(settled);
    } else {
      order.addYoungest(settled);
    }
  }

  /** COMMAND: the context is written back and forgotten, then the state changes (WR-30). */
  public void command(CommandKind kind, int connection) {
    int found = index.find(connection);
    if (found != SlotIndex.NONE) {
      if (slots[found].loading || slots[found].pins > 0) {
        throw new IllegalChoiceException(
            "requests are under way: connection=" + connection + ", pins=" + slots[found].pins);
      }
      slots[found].open = false;
      evict(found);
      free.put(found);
    }
    if (kind != CommandKind.INVALIDATE) {
      boolean enable = kind == CommandKind.ENABLE;
      states.set(connection, enable ? ConnectionStates.ENABLED : ConnectionStates.DISABLED);
    }
    counters.commands++;
  }

  /** Says which victim the next allocation took, where several are legal. */
  public void followVictim(int connection) {
    victims.follow(index.find(connection));
  }

  /** Slot of the last look-up, 0 if it was passed. */
  public int slot() {
    return slot;
  }

  /** Status of the last look-up. */
  public WorkStatus status() {
    return status;
  }

  /** Connection thrown out by the last allocation, or -1. */
  public int victimConnection() {
    return victimConnection;
  }

  /** Whether the last allocation wrote its victim back. */
  public boolean writeback() {
    return writeback;
  }

  /** Slot of a connection, or -1. */
  public int slotOf(int connection) {
    return index.find(connection);
  }

  CacheSlot slot(int number) {
    return slots[number];
  }
}
