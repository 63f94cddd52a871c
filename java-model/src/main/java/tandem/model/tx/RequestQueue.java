package tandem.model.tx;

/**
 * One ring of posted requests with done flags (WR-13, WR-17). Positions count up for ever; the ring
 * end is invisible.
 *
 * <p>Instead of comparing the whole window, entries of a connection are linked, so that a scan
 * costs its matches only. The links are found through buckets that need no clean-up: a chain ends
 * at the first position that the head has passed. Everything is kept small, because all of it is
 * touched all the time: links are distances, buckets the low bits of a position. A bucket nobody
 * has used for long may therefore lead to entries of other buckets, which costs a look at them and
 * finds nothing.
 */
final class RequestQueue {
  static final long NONE = -1;

  private static final int FENCE = 1 << 3;
  private static final int BARRIER = 1 << 4;
  private static final int FAIL = 1 << 5;
  private static final int BUCKETS_PER_SLOT = 8;
  private static final int LOW_BITS = 0xFFFF;
  private static final int HASH = 0x9E3779B9;

  private final int mask;
  private final int[] connections;
  private final int[] byteCounts;
  private final int[] entries;
  private final short[] attributes;
  private final long[] addresses;

  /** Distance to the next entry of the same connection, 0 if there is none. */
  private final short[] next;

  /** Distance to the entry before it in the same bucket, 0 if there is none. */
  private final short[] bucketPrevious;

  /** Low bits of the position of the youngest entry. */
  private final short[] buckets;

  private final int bucketShift;
  private final long[] doneWords;
  private final Barriers barriers;
  private long head;
  private long posted;

  RequestQueue(int depth) {
    mask = depth - 1;
    connections = new int[depth];
    byteCounts = new int[depth];
    entries = new int[depth];
    attributes = new short[depth];
    addresses = new long[depth];
    next = new short[depth];
    bucketPrevious = new short[depth];
    buckets = new short[depth * BUCKETS_PER_SLOT];
    bucketShift = Integer.numberOfLeadingZeros(buckets.length) + 1;
    doneWords = new long[depth / Long.SIZE];
    barriers = new Barriers(depth);
  }

  /** Packs what travels with an entry into its attributes. */
  static int attributes(int guest, int op, boolean fence, boolean barrier, boolean fail) {
    return op | (fence ? FENCE : 0) | (barrier ? BARRIER : 0) | (fail ? FAIL : 0) | guest << 8;
  }

  static int op(int attributes) {
    return attributes & 7;
  }

  static boolean fence(int attributes) {
    return (attributes & FENCE) != 0;
  }

  static boolean barrier(int attributes) {
    return (attributes & BARRIER) != 0;
  }

  static boolean fail(int attributes) {
    return (attributes & FAIL) != 0;
  }

  static int guest(int attributes) {
    return attributes >>> 8 & 0xFF;
  }

  boolean isFull() {
    return posted - head > mask;
  }

  boolean isEmpty() {
    return posted == head;
  }

  long head() {
    return head;
  }

  long posted() {
    return posted;
  }

  /** Writes the next entry; the queue must not be full. */
  void post(int connection, int attributes, int bytes, long address, int entry) {
    long position = posted;
    int slot = (int) position & mask;
    int bucket = bucket(connection);
    long neighbour = youngestIn(bucket);
    bucketPrevious[slot] = (short) (neighbour == NONE ? 0 : position - neighbour);
    buckets[bucket] = (short) position;
    long previous = youngest(connection, neighbour);
    if (previous != NONE) {
      next[(int) previous & mask] = (short) (position - previous);
    }
    next[slot] = 0;
    connections[slot] = connection;
    this.attributes[slot] = (short) attributes;
    byteCounts[slot] = bytes;
    addresses[slot] = address;
    entries[slot] = entry;
    doneWords[slot >>> 6] &= ~(1L << slot);
    if (barrier(attributes)) {
      barriers.posted(position);
    }
    posted = position + 1;
  }

  /** Tells the memory which contexts the entries from a position on are going to need. */
  void announce(long from, ContextMemory memory) {
    for (long at = from; at < posted; at++) {
      memory.expect(connection(at));
    }
  }

  /** Marks an entry done; the head passes every leading done entry (WR-13). */
  void markDone(long position) {
    int slot = (int) position & mask;
    doneWords[slot >>> 6] |= 1L << slot;
    if (position == head) {
      passDone();
    }
  }

  private void passDone() {
    long at = head;
    while (at < posted) {
      int slot = (int) at & mask;
      long live = ~doneWords[slot >>> 6] >>> slot;
      if (live != 0) {
        at += Long.numberOfTrailingZeros(live);
        break;
      }
      at += Long.SIZE - (slot & Long.SIZE - 1);
    }
    head = Math.min(at, posted);
  }

  boolean isDone(long position) {
    int slot = (int) position & mask;
    return (doneWords[slot >>> 6] >>> slot & 1) != 0;
  }

  /** Position of the youngest entry of a bucket, or NONE. */
  private long youngestIn(int bucket) {
    long at = head + (buckets[bucket] - (int) head & LOW_BITS);
    return at < posted ? at : NONE;
  }

  /** Position of the entry before another in its bucket, or NONE. */
  private long before(long position) {
    int distance = bucketPrevious[(int) position & mask];
    return distance != 0 && position - distance >= head ? position - distance : NONE;
  }

  /**
   * Position of the youngest entry of a connection that is not done, or NONE.
   *
   * @param from the youngest of its bucket
   */
  private long youngest(int connection, long from) {
    for (long at = from; at != NONE; at = before(at)) {
      if (connection(at) == connection) {
        return isDone(at) ? NONE : at;
      }
    }
    return NONE;
  }

  /** Whether an entry of a connection in front of {@code tail} is not done. */
  boolean occursBefore(int connection, long tail) {
    for (long at = youngestIn(bucket(connection)); at != NONE; at = before(at)) {
      if (connection(at) == connection) {
        if (isDone(at)) {
          return false;
        }
        if (at < tail) {
          return true;
        }
      }
    }
    return false;
  }

  /** The first distinct connections with entries not done in front of a tail, save one. */
  int distinct(int[] into, long tail, int besides) {
    int count = 0;
    for (long at = head; at < tail && count < into.length; at++) {
      int other = connection(at);
      if (!isDone(at) && other != besides && !contains(into, count, other)) {
        into[count++] = other;
      }
    }
    return count;
  }

  private static boolean contains(int[] values, int count, int value) {
    for (int i = 0; i < count; i++) {
      if (values[i] == value) {
        return true;
      }
    }
    return false;
  }

  /**
   * Position of the next entry of the same connection, or NONE; entries of it are done in order.
   */
  long next(long position) {
    int distance = next[(int) position & mask];
    return distance == 0 ? NONE : position + distance;
  }

  int connection(long position) {
    return connections[(int) position & mask];
  }

  int attributes(long position) {
    return attributes[(int) position & mask];
  }

  int bytes(long position) {
    return byteCounts[(int) position & mask];
  }

  long address(long position) {
    return addresses[(int) position & mask];
  }

  int entry(long position) {
    return entries[(int) position & mask];
  }

  /** Position behind the first {@code window} slots, barriers not regarded. */
  long slotTail(int window) {
    return Math.min(head + window, posted);
  }

  /**
   * Position behind the first {@code window} entries that are not done, or the end of the reach
   * where there are fewer.
   */
  long liveTail(int window, int reach) {
    long end = Math.min(head + reach, posted);
    int missing = window;
    long at = head;
    while (at < end) {
      int slot = (int) at & mask;
      long live = ~doneWords[slot >>> 6] >>> slot;
      int count = Long.bitCount(live);
      if (count >= missing) {
        for (; missing > 1; missing--) {
          live &= live - 1;
        }
        return Math.min(at + Long.numberOfTrailingZeros(live) + 1, end);
      }
      missing -= count;
      at += Long.SIZE - (slot & Long.SIZE - 1);
    }
    return end;
  }

  Barriers barriers() {
    return barriers;
  }

  private int bucket(int connection) {
    return connection * HASH >>> bucketShift;
  }
}
