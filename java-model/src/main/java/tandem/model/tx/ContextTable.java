package tandem.model.tx;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Contexts for runs that have no host memory: eight bytes for each connection that was used, work
 * queues one behind the other.
 */
public final class ContextTable implements ContextMemory {
  private static final int PAGE_BITS = 12;
  private static final int QUEUE_SIZE_LOG2 = 8;

  private final BitSet poisoned = new BitSet();
  private long[][] pages = new long[1][];

  /** Makes later loads of a context fail. */
  public void poison(int connection) {
    poisoned.set(connection);
  }

  /** Ends what {@link #poison} began. */
  public void heal(int connection) {
    poisoned.clear(connection);
  }

  @Override
  public boolean load(int connection, Context into) {
    if (poisoned.length() > connection && poisoned.get(connection)) {
      return false;
    }
    long fields = page(connection)[index(connection)];
    long queueBytes = (long) WorkRequestConfig.DESCRIPTOR_BYTES << QUEUE_SIZE_LOG2;
    into.set(connection * queueBytes, QUEUE_SIZE_LOG2, (int) (fields >>> 32), (int) fields);
    return true;
  }

  @Override
  public void store(int connection, int consumerIndex, int sequence) {
    page(connection)[index(connection)] =
        (long) consumerIndex << 32 | Integer.toUnsignedLong(sequence);
  }

  private long[] page(int connection) {
    int number = connection >>> PAGE_BITS;
    if (number >= pages.length) {
      pages = Arrays.copyOf(pages, Math.max(number + 1, 2 * pages.length));
    }
    if (pages[number] == null) {
      pages[number] = new long[1 << PAGE_BITS];
    }
    return pages[number];
  }

  private static int index(int connection) {
    return connection & (1 << PAGE_BITS) - 1;
  }
}
