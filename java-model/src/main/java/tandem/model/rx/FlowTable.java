package tandem.model.rx;

import tandem.model.Require;
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
  private final FlowKey[] keys;
  private final int[] hashes;
  private final long[] lastUse;
  private final long[] created;
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
    keys = new FlowKey[config.flowEntries()];
    hashes = new int[keys.length];
    lastUse = new long[keys.length];
    created = new long[keys.length];
    guestEntries = new int[256];
  }

  /** The entry of a segment's flow, or NONE. */
  int find(ParsedSegment segment) {
    int hash = segment.hash();
    int start = rowStart(hash);
    for (int entry = start; entry < start + ways; entry++) {
      if (hashes[entry] == hash && keys[entry] != null && keys[entry].matches(segment, linkRule)) {
        return entry;
      }
    }
    return NONE;
  }

  /** The entry of a flow, or NONE; always NONE where MACs belong to the key. */
  int find(FlowKey key) {
    int start = rowStart(key.hash());
    for (int entry = start; entry < start + ways && !linkRule; entry++) {
      if (keys[entry] != null && keys[entry].matches(key)) {
        return entry;
      }
    }
    return NONE;
  }

  /** Marks the entry as the one used last. */
  void use(int entry) {
    lastUse[entry] = uses++;
  }

  /** Marks the entry as the one opened last, where entries live as long as they are open. */
  void opened(int entry) {
    if (!keepEntry) {
      created[entry] = uses++;
    }
  }

  boolean taken(int entry) {
    return keys[entry] != null;
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
      if (keys[entry] == null) {
        if (!atQuota) {
          return entry;
        }
      } else if (!atQuota || keys[entry].guest() == guest) {
        best = best == NONE || age(entry) < age(best) ? entry : best;
      }
    }
    return best;
  }

  /** Gives a free entry to a flow. */
  void take(int entry, FlowKey key) {
    Require.range("taken", taken(entry) ? 1 : 0, 0, 0);
    keys[entry] = key;
    hashes[entry] = key.hash();
    lastUse[entry] = uses++;
    created[entry] = lastUse[entry];
    guestEntries[key.guest()]++;
    entries++;
  }

  /** Makes an entry free. */
  void free(int entry) {
    guestEntries[keys[entry].guest()]--;
    keys[entry] = null;
    entries--;
  }

  int guest(int entry) {
    return keys[entry].guest();
  }

  int size() {
    return keys.length;
  }

  /** Entries taken now. */
  int entries() {
    return entries;
  }

  private long age(int entry) {
    return createdFirst ? created[entry] : lastUse[entry];
  }

  private int rowStart(int hash) {
    // A shift by 32 is a shift by 0 in Java; one row has no bits to select it.
    return rowShift == Integer.SIZE ? 0 : (hash >>> rowShift) * ways;
  }
}
