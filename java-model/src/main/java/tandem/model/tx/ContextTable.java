package tandem.model.tx;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Contexts for runs that have no host memory: four bytes for each connection, work queues one
 * behind the other. Both indices of a context begin at 0, so one number tells both.
 */
public final class ContextTable implements ContextMemory {
  private static final int PAGE_BITS = 13;
  private static final int QUEUE_SIZE_LOG2 = 8;

  private final BitSet poisoned = new BitSet();
  private int[][] pages = new int[1][];

  /** Means nothing; keeps the reads ahead from being optimized away. */
  private int expected;

  private final boolean advances;

  /** Contexts for a configuration. */
  public ContextTable(WorkRequestConfig config) {
    advances = config.queueFormat() == QueueFormat.CID;
  }

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
    long queueBytes = (long) WorkRequestConfig.DESCRIPTOR_BYTES << QUEUE_SIZE_LOG2;
    int sequence = page(connection)[index(connection)];
    into.set(connection * queueBytes, QUEUE_SIZE_LOG2, advances ? sequence : 0, sequence);
    return true;
  }

  @Override
  public void store(int connection, int consumerIndex, int sequence) {
    page(connection)[index(connection)] = sequence;
  }

  @Override
  public void expect(int connection) {
    expected += page(connection)[index(connection)];
  }

  private int[] page(int connection) {
    int number = connection >>> PAGE_BITS;
    if (number >= pages.length) {
      pages = Arrays.copyOf(pages, Math.max(number + 1, 2 * pages.length));
    }
    if (pages[number] == null) {
      pages[number] = new int[1 << PAGE_BITS];
    }
    return pages[number];
  }

  private static int index(int connection) {
    return connection & (1 << PAGE_BITS) - 1;
  }
}
