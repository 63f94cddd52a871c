package tandem.model.tx;

import java.util.Arrays;

/**
 * The slots that may be thrown out, set by set, the least recently used one first. Doubly linked
 * rings, each through an anchor behind the last slot.
 */
final class RecencyOrder {
  private static final int ABSENT = -1;

  private final int slots;
  private final int ways;
  private final int[] younger;
  private final int[] older;

  RecencyOrder(int slots, int ways) {
    this.slots = slots;
    this.ways = ways;
    int nodes = slots + slots / ways;
    younger = new int[nodes];
    older = new int[nodes];
    Arrays.fill(younger, ABSENT);
    for (int anchor = slots; anchor < nodes; anchor++) {
      younger[anchor] = anchor;
      older[anchor] = anchor;
    }
  }

  boolean contains(int slot) {
    return younger[slot] != ABSENT;
  }

  void addYoungest(int slot) {
    int anchor = anchor(slot);
    link(older[anchor], slot, anchor);
  }

  void addOldest(int slot) {
    int anchor = anchor(slot);
    link(anchor, slot, younger[anchor]);
  }

  /** Takes a slot out; nothing happens if it is not in. */
  void remove(int slot) {
    if (contains(slot)) {
      younger[older[slot]] = younger[slot];
      older[younger[slot]] = older[slot];
      younger[slot] = ABSENT;
    }
  }

  /** The oldest slot of a set, or SlotIndex.NONE. */
  int oldest(int set) {
    int slot = younger[slots + set];
    return slot < slots ? slot : SlotIndex.NONE;
  }

  /** The next younger slot of the same set, or SlotIndex.NONE. */
  int younger(int slot) {
    int next = younger[slot];
    return next < slots ? next : SlotIndex.NONE;
  }

  private int anchor(int slot) {
    return ways == slots ? slots : slots + slot / ways;
  }

  private void link(int before, int slot, int behind) {
    younger[before] = slot;
    older[slot] = before;
    younger[slot] = behind;
    older[behind] = slot;
  }
}
