package tandem.model.tx;

/** The contexts of all connections in host memory (WR-1). */
public interface ContextMemory {

  /** What the blocks look at in a context; the rest passes through unchanged. */
  class Context {
    int queueSizeLog2;
    long queueBase;
    int consumerIndex;
    int sequence;

    /** Sets all fields; the indices are unsigned 32 bit. */
    public void set(long newBase, int newSizeLog2, int newConsumerIndex, int newSequence) {
      queueBase = newBase;
      queueSizeLog2 = newSizeLog2;
      consumerIndex = newConsumerIndex;
      sequence = newSequence;
    }
  }

  /**
   * Reads a context.
   *
   * @return whether it was read and passed the integrity check; otherwise {@code into} means
   *     nothing
   */
  boolean load(int connection, Context into);

  /** Tells that a context will be asked for before long; no more than a chance to get it near. */
  default void expect(int connection) {}

  /** Writes the fields back that change; the context has been loaded before. */
  void store(int connection, int consumerIndex, int sequence);
}
