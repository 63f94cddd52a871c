package tandem.model.tx;

import java.util.Arrays;

/** Finds the slot of a connection; what the content-addressable memory does (WR-24). */
final class SlotIndex {
  static final int NONE = -1;

  private static final int HASH = 0x9E3779B9;

  private final int[] connections;
  private final int[] next;
  private final short[] heads;
  private final int shift;

  SlotIndex(int slots) {
    connections = new int[slots];
    next = new int[slots];
    heads = new short[Math.max(16, Integer.highestOneBit(slots) * 16)];
    shift = Integer.numberOfLeadingZeros(heads.length) + 1;
    Arrays.fill(heads, (short) NONE);
  }

  int find(int connection) {
    int slot = heads[connection * HASH >>> shift];
    while (slot != NONE && connections[slot] != connection) {
      slot = next[slot];
    }
    return slot;
  }

  void put(int connection, int slot) {
    int bucket = connection * HASH >>> shift;
    connections[slot] = connection;
    next[slot] = heads[bucket];
    heads[bucket] = (short) slot;
  }

  /** Forgets a slot that has been put. */
  void remove(int slot) {
    int bucket = connections[slot] * HASH >>> shift;
    if (heads[bucket] == slot) {
      heads[bucket] = (short) next[slot];
      return;
    }
    int at = heads[bucket];
    while (next[at] != slot) {
      at = next[at];
    }
    next[at] = next[slot];
  }
}
