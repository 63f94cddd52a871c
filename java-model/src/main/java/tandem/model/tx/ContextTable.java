package tandem.model.tx;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Contexts for runs that have no host memory: four bytes for each connection, work queues one
 * behind the other. Both indices of a context begin at 0, so one number tells both.
 */
public final class ContextTable implements ContextMemory {
  private static final int INITIAL = 1 << 10;
  private static final int QUEUE_SIZE_LOG2 = 8;

  private final BitSet poisoned = new BitSet();
  private boolean anyPoisoned;
  private int[] sequences = new int[INITIAL];

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
    anyPoisoned = true;
  }

  /** Ends what {@link #poison} began. */
  public void heal(int connection) {
    poisoned.clear(connection);
  }

  @Override
  public boolean load(int connection, Context into) {
    if (anyPoisoned && poisoned.get(connection)) {
      return false;
    }
    long queueBytes = (long) WorkRequestConfig.DESCRIPTOR_BYTES << QUEUE_SIZE_LOG2;
    int sequence = connection < sequences.length ? sequences[connection] : 0;
    into.set(connection * queueBytes, QUEUE_SIZE_LOG2, advances ? sequence : 0, sequence);
    return true;
  }

  @Override
  public void store(int connection, int consumerIndex, int sequence) {
    if (connection >= sequences.length) {
      sequences = Arrays.copyOf(sequences, Integer.highestOneBit(connection) * 2);
    }
    sequences[connection] = sequence;
  }

  @Override
  public void expect(int connection) {
    expected += connection < sequences.length ? sequences[connection] : 0;
  }
}
