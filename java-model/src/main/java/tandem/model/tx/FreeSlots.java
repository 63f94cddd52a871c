package tandem.model.tx;

import java.util.Arrays;
import java.util.BitSet;

/** The slots that hold nothing, set by set; all of them at first. */
final class FreeSlots {
  private final BitSet free = new BitSet();
  private final int[] inSet;
  private final int ways;

  FreeSlots(int slots, int ways) {
    this.ways = ways;
    free.set(0, slots);
    inSet = new int[slots / ways];
    Arrays.fill(inSet, ways);
  }

  boolean has(int set) {
    return inSet[set] > 0;
  }

  /** Takes the lowest-numbered free slot of a set; SlotIndex.NONE if there is none. */
  int take(int set) {
    if (!has(set)) {
      return SlotIndex.NONE;
    }
    int slot = free.nextSetBit(set * ways);
    free.clear(slot);
    inSet[set]--;
    return slot;
  }

  void put(int slot) {
    free.set(slot);
    inSet[slot / ways]++;
  }
}
