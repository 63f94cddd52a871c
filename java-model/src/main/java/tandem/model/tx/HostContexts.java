package tandem.model.tx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import tandem.model.Require;
import tandem.model.mem.HostMemory;

/**
 * Contexts as they lie in host memory, little endian:
 *
 * <pre>
 *  0  owner (4)          4  zero (4)            8  queueBase (8)
 * 16  queueSizeLog2 (1) 17  zero (3)           20  consumerIndex (4)
 * 24  sequence (4)      28  not looked at ..255
 * </pre>
 */
public final class HostContexts implements ContextMemory {
  private static final int OWNER = 0;
  private static final int QUEUE_BASE = 8;
  private static final int QUEUE_SIZE = 16;
  private static final int CONSUMER_INDEX = 20;
  private static final int SEQUENCE = 24;
  private static final int LOOKED_AT = 28;
  private static final int MIN_SIZE_LOG2 = 2;
  private static final int MAX_SIZE_LOG2 = 16;

  /** The records have five bits for the size; more only where nobody looks at it (D30). */
  private static final int RECORD_SIZE_MASK = 0x1F;

  private final HostMemory memory;
  private final long contextBase;
  private final boolean checksQueue;

  public HostContexts(WorkRequestConfig config, HostMemory memory) {
    this.memory = memory;
    contextBase = config.contextBase();
    checksQueue = config.queueFormat() == QueueFormat.CID;
  }

  /** Host address of a context. */
  public long address(int connection) {
    return contextBase + (long) WorkRequestConfig.CONTEXT_BYTES * connection;
  }

  /**
   * Writes a fresh context, as the host does before it enables a connection. The part that is not
   * looked at is left alone.
   */
  public void create(int connection, long queueBase, int queueSizeLog2) {
    Require.range("queueSizeLog2", queueSizeLog2, MIN_SIZE_LOG2, MAX_SIZE_LOG2);
    ByteBuffer bytes = buffer(LOOKED_AT);
    bytes.putInt(OWNER, connection);
    bytes.putLong(QUEUE_BASE, queueBase);
    bytes.put(QUEUE_SIZE, (byte) queueSizeLog2);
    memory.poke(address(connection), bytes.array(), 0, LOOKED_AT);
  }

  @Override
  public boolean load(int connection, Context into) {
    ByteBuffer bytes = buffer(LOOKED_AT);
    memory.peek(address(connection), bytes.array(), 0, LOOKED_AT);
    int sizeLog2 = bytes.get(QUEUE_SIZE) & 0xFF;
    boolean sound = bytes.getInt(OWNER) == connection;
    if (checksQueue) {
      sound &= sizeLog2 >= MIN_SIZE_LOG2 && sizeLog2 <= MAX_SIZE_LOG2;
    }
    if (sound) {
      into.set(
          bytes.getLong(QUEUE_BASE),
          sizeLog2 & RECORD_SIZE_MASK,
          bytes.getInt(CONSUMER_INDEX),
          bytes.getInt(SEQUENCE));
    }
    return sound;
  }

  @Override
  public void store(int connection, int consumerIndex, int sequence) {
    ByteBuffer bytes = buffer(SEQUENCE + Integer.BYTES - CONSUMER_INDEX);
    bytes.putInt(0, consumerIndex);
    bytes.putInt(SEQUENCE - CONSUMER_INDEX, sequence);
    memory.poke(address(connection) + CONSUMER_INDEX, bytes.array(), 0, bytes.capacity());
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
