package tandem.model.tx;

/** When a hint may be dropped where requests do not pass each other (contract, section 4.9). */
final class HintRule {
  private final ContextCache cache;
  private final int ways;
  private final int setMask;

  HintRule(WorkRequestConfig config, ContextCache cache) {
    this.cache = cache;
    ways = config.ways();
    setMask = config.cacheEntries() / ways - 1;
  }

  /**
   * Whether the context of a hint is not wanted, or no slot of its set will do however long it
   * waits.
   *
   * @param held slot of the current batch, or -1
   */
  boolean mayDrop(int connection, int held) {
    if (!cache.isWanted(connection)) {
      return true;
    }
    int from = (connection & setMask) * ways;
    for (int i = from; i < from + ways; i++) {
      CacheSlot slot = cache.slot(i);
      boolean isEmpty = cache.slotOf(slot.connection) != i;
      if (isEmpty || i != held && !slot.loading && !slot.prefetched) {
        return false;
      }
    }
    return true;
  }
}
