package tandem.model.rx;

import tandem.model.Require;
import tandem.model.record.ControlEvent;
import tandem.model.record.ParsedSegment;

/**
 * The entries of the flow table: rows of ways, exact keys, never two entries with one key (TT-40,
 * TT-41). Knows which entry is whose and which to replace; what is collected in it is the
 * coalescer's affair.
 */
final class FlowTable {
  /** No entry. */
  static final int NONE = -1;

  private final boolean linkRule;
  private final boolean createdFirst;
  private final boolean keepEntry;
  private final long guestQuota;
  private final int ways;
  private final int rowShift;
  private final FlowState[] states;
  private final int[] hashes;
  private final boolean mayHaveIsles;
  private final int[] guestEntries;
  private long uses;
  private int entries;

  FlowTable(ReceiveConfig config) {
    linkRule = config.on(ReceiveRegister.KEY_RULE);
    createdFirst = config.on(ReceiveRegister.EVICT_RULE);
    keepEntry = config.on(ReceiveRegister.KEEP_ENTRY);
    guestQuota = config.get(ReceiveRegister.GUEST_QUOTA);
    ways = config.flowWays();
    int rows = config.flowEntries() / ways;
    rowShift = Integer.SIZE - Integer.numberOfTrailingZeros(rows);
    states = new FlowState[config.flowEntries()];
    hashes = new int[states.length];
    mayHaveIsles = config.on(ReceiveRegister.OUT_OF_ORDER);
    guestEntries = new int[256];
  }

  /** The entry of a segment's flow, or NONE. */
  int find(ParsedSegment segment) {
    int hash = segment.hash();
    int start = rowStart(hash);
    for (int entry = start; entry < start + ways; entry++) {
      if (hashes[entry] == hash && taken(entry) && states[entry].matches(segment, linkRule)) {
        return entry;
      }
    }
    return NONE;
  }

  /** The entry of a flow whose MACs are not known, or NONE. */
  int find(FlowKey key) {
    int start = rowStart(key.hash());
    for (int entry = start; entry < start + ways; entry++) {
      if (taken(entry) && states[entry].matches(key)) {
        return entry;
      }
    }
    return NONE;
  }

  /** Marks the entry as the one used last. */
  void use(int entry) {
    states[entry].lastUse = uses++;
  }

  /** Marks the entry as the one opened last, where entries live as long as they are open. */
  void opened(int entry) {
    if (!keepEntry) {
      states[entry].created = uses++;
    }
  }

  boolean taken(int entry) {
    FlowState state = states[entry];
    return state != null && state.taken;
  }

  /**
   * Which entry a new flow of the guest would get: a free way, or the one to be replaced, or NONE
   * because of the guest's quota.
   */
  int place(int hash, int guest) {
    boolean atQuota = guestQuota != 0 && guestEntries[guest] >= guestQuota;
    int start = rowStart(hash);
    int best = NONE;
    for (int entry = start; entry < start + ways; entry++) {
      if (!taken(entry)) {
        if (!atQuota) {
          return entry;
        }
      } else if (!atQuota || states[entry].guest() == guest) {
        best = best == NONE || age(entry) < age(best) ? entry : best;
      }
    }
    return best;
  }

  /** Gives a free entry to the flow of a segment; what it held must have been seen to. */
  void take(int entry, ParsedSegment segment) {
    state(entry).become(segment);
    taken(entry, segment.hash());
  }

  /** Gives a free entry to the flow that a control event names. */
  void take(int entry, ControlEvent event) {
    state(entry).become(event);
    taken(entry, states[entry].hash());
  }

  private void taken(int entry, int hash) {
    FlowState state = states[entry];
    Require.range("taken", state.taken ? 1 : 0, 0, 0);
    state.taken = true;
    hashes[entry] = hash;
    state.lastUse = uses++;
    state.created = state.lastUse;
    guestEntries[state.guest()]++;
    entries++;
  }

  /** Makes an entry free. */
  void free(int entry) {
    FlowState state = states[entry];
    state.taken = false;
    guestEntries[state.guest()]--;
    entries--;
  }

  /** What is known of the flow in an entry. */
  FlowState state(int entry) {
    FlowState state = states[entry];
    if (state == null) {
      state = new FlowState(mayHaveIsles);
      states[entry] = state;
    }
    return state;
  }

  int guest(int entry) {
    return states[entry].guest();
  }

  int size() {
    return states.length;
  }

  /** Entries taken now. */
  int entries() {
    return entries;
  }

  private long age(int entry) {
    return createdFirst ? states[entry].created : states[entry].lastUse;
  }

  private int rowStart(int hash) {
    // A shift by 32 is a shift by 0 in Java; one row has no bits to select it.
    return rowShift == Integer.SIZE ? 0 : (hash >>> rowShift) * ways;
  }
}
