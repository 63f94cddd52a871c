package tandem.model.tx;

/** One place of the context cache, with what is looked at in the context it holds. */
final class CacheSlot extends ContextMemory.Context {
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

  boolean isPinned() {
    return loading || pins > 0 || open;
  }
}
