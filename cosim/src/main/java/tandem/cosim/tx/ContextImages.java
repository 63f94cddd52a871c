package tandem.cosim.tx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import tandem.model.tx.WorkRequestConfig;

/** What host memory holds at first: a context for each connection, decided by a seed. */
final class ContextImages {
  /** Bytes of a context that nobody but the cache looks at, from here on. */
  static final int QUEUE_SIZE = 16;

  private static final int OWNER = 0;
  private static final int QUEUE_BASE = 8;
  private static final int ZEROS = 17;
  private static final int ZEROS_END = 20;
  private static final int CONSUMER_INDEX = 20;
  private static final int SEQUENCE = 24;
  private static final int LEAST_SIZE_LOG2 = 2;
  private static final int SIZES = 15;

  private final long seed;

  ContextImages(long seed) {
    this.seed = seed;
  }

  /** The context of a connection; in one of four an index is about to wrap. */
  byte[] of(int connection) {
    Random random = new Random(seed * 31 + connection);
    byte[] bytes = new byte[WorkRequestConfig.CONTEXT_BYTES];
    random.nextBytes(bytes);
    ByteBuffer fields = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    fields.putLong(OWNER, connection);
    fields.putLong(QUEUE_BASE, random.nextLong() & -64);
    bytes[QUEUE_SIZE] = (byte) (LEAST_SIZE_LOG2 + random.nextInt(SIZES));
    for (int i = ZEROS; i < ZEROS_END; i++) {
      bytes[i] = 0;
    }
    if (random.nextInt(4) == 0) {
      fields.putInt(CONSUMER_INDEX, -1 - random.nextInt(3));
      fields.putInt(SEQUENCE, -1 - random.nextInt(3));
    }
    return bytes;
  }

  /** The owner written in a context. */
  static int owner(byte[] context) {
    return ByteBuffer.wrap(context).order(ByteOrder.LITTLE_ENDIAN).getInt(OWNER);
  }

  /** Makes the context somebody else's. */
  static void setOwner(byte[] context, int owner) {
    ByteBuffer.wrap(context).order(ByteOrder.LITTLE_ENDIAN).putInt(OWNER, owner);
  }
}
