package tandem.model.tx;

/** One place of the context cache, with what is looked at in the context it holds. */
final class CacheSlot extends ContextMemory.Context {
  private static final int REUSED = 2;

  int connection = SlotIndex.NONE;
  boolean loading;
  boolean dirty;

  /** Loaded ahead and not used yet. */
  boolean prefetched;

  /** A batch on it has members that have not been looked up yet. */
  boolean open;

  /** The one load of many that PROTECTED treats as LRU does. */
  boolean spared;

  int batchesUsed;

  /** Requests looked up and not released. */
  int pins;

  /** Reads issued and not released. */
  int reads;

  /** Starts the load of a connection. */
  void begin(int newConnection, boolean newSpared) {
    connection = newConnection;
    loading = true;
    dirty = false;
    prefetched = false;
    open = false;
    spared = newSpared;
    batchesUsed = 0;
    pins = 0;
    reads = 0;
  }

  /** A request uses it. */
  void use(boolean first, boolean last) {
    pins++;
    prefetched = false;
    if (first) {
      batchesUsed = Math.min(batchesUsed + 1, REUSED);
    }
    open = !last && (first || open);
  }

  /** Whether PROTECTED makes it the next victim when it is not in use any more. */
  boolean belongsToOldEnd() {
    return batchesUsed == 1 && !spared;
  }

  boolean isPinned() {
    return loading || pins > 0 || open;
  }
}
