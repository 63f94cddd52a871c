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
  private final int wayBits;
  private final int rowShift;
  private final RowTags tags;

  // Ages tell the entries of a row apart when one is replaced: the number of the use by which an
  // entry was used last; under created-first, by which it was taken or, not kept, opened. The way
  // is in the lower bits, so that the least age tells the entry.
  private final long[] ages;

  private final FlowState[] states;
  private final OpenList open;
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
    wayBits = Integer.numberOfTrailingZeros(ways);
    rowShift = Integer.SIZE - Integer.numberOfTrailingZeros(rows);
    tags = new RowTags(rows, ways);
    ages = new long[config.flowEntries()];
    states = new FlowState[config.flowEntries()];
    open = new OpenList(config.flowEntries());
    mayHaveIsles = config.on(ReceiveRegister.OUT_OF_ORDER);
    guestEntries = new int[256];
  }

  /** The entry of a segment's flow, or NONE. */
  int find(ParsedSegment segment) {
    int row = row(segment.hash());
    long pattern = RowTags.pattern(segment.hash());
    int way = tags.match(row, pattern, 0);
    while (way != RowTags.NONE && !states[entry(row, way)].matches(segment, linkRule)) {
      way = tags.match(row, pattern, way + 1);
    }
    return way == RowTags.NONE ? NONE : entry(row, way);
  }

  /** The entry of a flow whose MACs are not known, or NONE. */
  int find(FlowKey key) {
    int row = row(key.hash());
    long pattern = RowTags.pattern(key.hash());
    int way = tags.match(row, pattern, 0);
    while (way != RowTags.NONE && !states[entry(row, way)].matches(key)) {
      way = tags.match(row, pattern, way + 1);
    }
    return way == RowTags.NONE ? NONE : entry(row, way);
  }

  /** Marks the entry as the one used last. */
  void use(int entry) {
    if (!createdFirst) {
      renew(entry);
    }
  }

  /** Marks the entry as the one opened last, where entries live as long as they are open. */
  void opened(int entry) {
    if (createdFirst && !keepEntry) {
      renew(entry);
    }
  }

  private void renew(int entry) {
    ages[entry] = uses++ << wayBits | entry & ways - 1;
  }

  boolean taken(int entry) {
    return tags.taken(entry >>> wayBits, entry & ways - 1);
  }

  /**
   * Which entry a new flow of the guest would get: a free way, or the one to be replaced, or NONE
   * because of the guest's quota.
   */
  int place(int hash, int guest) {
    int row = row(hash);
    if (guestQuota != 0 && guestEntries[guest] >= guestQuota) {
      return oldestOf(guest, row);
    }
    int free = tags.free(row);
    return free == RowTags.NONE ? oldest(row) : entry(row, free);
  }

  private int oldest(int row) {
    long oldest = Long.MAX_VALUE;
    for (int entry = entry(row, 0); entry < entry(row, ways); entry++) {
      oldest = Math.min(oldest, ages[entry]);
    }
    return entry(row, (int) oldest & ways - 1);
  }

  private int oldestOf(int guest, int row) {
    int oldest = NONE;
    for (int entry = entry(row, 0); entry < entry(row, ways); entry++) {
      if (taken(entry)
          && states[entry].guest() == guest
          && (oldest == NONE || ages[entry] < ages[oldest])) {
        oldest = entry;
      }
    }
    return oldest;
  }

  /** Gives a free entry to the flow of a segment; what it held must have been seen to. */
  void take(int entry, ParsedSegment segment) {
    newState(entry).become(segment, linkRule);
    taken(entry, segment.hash(), segment.guest());
  }

  /** Gives a free entry to the flow that a control event names. */
  void take(int entry, FlowKey key) {
    newState(entry).become(key);
    taken(entry, key.hash(), key.guest());
  }

  private FlowState newState(int entry) {
    if (states[entry] == null) {
      states[entry] = new FlowState(mayHaveIsles);
    }
    return states[entry];
  }

  private void taken(int entry, int hash, int guest) {
    Require.range("taken", taken(entry) ? 1 : 0, 0, 0);
    tags.take(entry >>> wayBits, entry & ways - 1, hash);
    renew(entry);
    guestEntries[guest]++;
    entries++;
  }

  /** Makes an entry free. */
  void free(int entry) {
    tags.release(entry >>> wayBits, entry & ways - 1);
    guestEntries[states[entry].guest()]--;
    entries--;
  }

  /** Reads the tags of the row of a hash; gives nothing of meaning. */
  long readRow(int hash) {
    return tags.read(row(hash));
  }

  /** Reads the ages of the row of a hash; gives nothing of meaning. */
  long readAges(int hash) {
    long sum = 0;
    for (int entry = entry(row(hash), 0); entry < entry(row(hash), ways); entry += Long.BYTES) {
      sum += ages[entry];
    }
    return sum;
  }

  /** Reads the age of an entry; gives nothing of meaning. */
  long readAge(int entry) {
    return ages[entry];
  }

  /** The entry that a flow with the hash most likely has, or NONE. */
  int likely(int hash) {
    int row = row(hash);
    int way = tags.match(row, RowTags.pattern(hash));
    return way == RowTags.NONE ? NONE : entry(row, way);
  }

  /** What is known of the flow in an entry that is taken. */
  FlowState state(int entry) {
    return states[entry];
  }

  /** The entries that are open, in their order. */
  OpenList open() {
    return open;
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

  private int entry(int row, int way) {
    return (row << wayBits) + way;
  }

  private int row(int hash) {
    // A shift by 32 is a shift by 0 in Java; one row has no bits to select it.
    return rowShift == Integer.SIZE ? 0 : hash >>> rowShift;
  }
}
