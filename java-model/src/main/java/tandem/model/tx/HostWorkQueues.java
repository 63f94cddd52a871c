package tandem.model.tx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.TreeSet;
import tandem.model.mem.HostMemory;

/**
 * Descriptors as they lie in the work queues in host memory, little endian: 0 op (1), 1 flags (1:
 * bit 0 fence, bit 1 fail), 2 index (2), 4 bytes (4), 8 address (8).
 */
public final class HostWorkQueues implements DescriptorMemory {
  private static final int FENCE = 1;
  private static final int FAIL = 2;
  private static final int INDEX_MASK = 0xFFFF;
  private static final int SIZE = WorkRequestConfig.DESCRIPTOR_BYTES;

  private final HostMemory memory;
  private final TreeSet<Long> failingLines = new TreeSet<>();

  public HostWorkQueues(HostMemory memory) {
    this.memory = memory;
  }

  /** Makes reads of the line with this address fail. */
  public void failAt(long address) {
    failingLines.add(line(address));
  }

  /** Writes a descriptor, as the host does before it rings the doorbell. */
  public void post(long address, Descriptor descriptor) {
    ByteBuffer bytes = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put((byte) descriptor.op());
    bytes.put((byte) ((descriptor.fence() ? FENCE : 0) | (descriptor.fail() ? FAIL : 0)));
    bytes.putShort((short) descriptor.index());
    bytes.putInt((int) descriptor.bytes());
    bytes.putLong(descriptor.address());
    memory.poke(address, bytes.array(), 0, SIZE);
  }

  @Override
  public Descriptor read(long address) {
    if (failingLines.contains(line(address))) {
      return null;
    }
    ByteBuffer bytes = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
    memory.peek(address, bytes.array(), 0, SIZE);
    int flags = bytes.get(1);
    return new Descriptor(
        bytes.get(0) & 0xFF,
        (flags & FENCE) != 0,
        (flags & FAIL) != 0,
        bytes.getShort(2) & INDEX_MASK,
        Integer.toUnsignedLong(bytes.getInt(4)),
        bytes.getLong(8));
  }

  private static long line(long address) {
    return address / WorkRequestConfig.LINE_BYTES;
  }
}
