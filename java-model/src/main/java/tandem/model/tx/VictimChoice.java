package tandem.model.tx;

import tandem.model.IllegalChoiceException;

/** Chooses the context that makes room (WR-26). */
public final class VictimChoice {
  /** What the scheduler sees of the posted requests. */
  @FunctionalInterface
  public interface Window {
    boolean occurs(int connection);
  }

  private static final int NOT_FOLLOWING = -1;

  private final Replacement policy;
  private final RecencyOrder order;
  private final CacheSlot[] slots;
  private final Window window;
  private int followed = NOT_FOLLOWING;

  VictimChoice(Replacement policy, RecencyOrder order, CacheSlot[] slots, Window window) {
    this.policy = policy;
    this.order = order;
    this.slots = slots;
    this.window = window;
  }

  /** Makes the next choice this slot, if that is legal. */
  void follow(int slot) {
    followed = slot;
  }

  /**
   * The victim of a set, or SlotIndex.NONE.
   *
   * @param forPrefetch whether contexts loaded ahead and not used yet are spared
   * @param held a slot that is spared in any case, or -1
   * @throws IllegalChoiceException if a followed slot is not among the legal ones
   */
  int choose(int set, boolean forPrefetch, int held) {
    int oldest = nextAllowed(order.oldest(set), forPrefetch, held);
    if (policy != Replacement.LOOKAHEAD) {
      return oldest;
    }
    int wanted = followed;
    followed = NOT_FOLLOWING;
    int candidate = oldest;
    for (int i = 0; i < WorkRequestConfig.VICTIM_CANDIDATES && candidate != SlotIndex.NONE; i++) {
      boolean take =
          wanted == NOT_FOLLOWING
              ? !window.occurs(slots[candidate].connection)
              : candidate == wanted;
      if (take) {
        return candidate;
      }
      candidate = nextAllowed(order.younger(candidate), forPrefetch, held);
    }
    if (wanted != NOT_FOLLOWING) {
      throw new IllegalChoiceException("no legal victim: slot=" + wanted);
    }
    return oldest;
  }

  private int nextAllowed(int from, boolean forPrefetch, int held) {
    int slot = from;
    while (slot != SlotIndex.NONE && (forPrefetch && slots[slot].prefetched || slot == held)) {
      slot = order.younger(slot);
    }
    return slot;
  }
}
