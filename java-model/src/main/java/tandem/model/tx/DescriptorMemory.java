package tandem.model.tx;

/** The work queues in host memory. */
@FunctionalInterface
public interface DescriptorMemory {

  /** A descriptor as it lies in a work queue. */
  record Descriptor(int op, boolean fence, boolean fail, int index, long bytes, long address) {}

  /** Reads a descriptor; null if the read failed. */
  Descriptor read(long address);
}
