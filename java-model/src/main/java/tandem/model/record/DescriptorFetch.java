package tandem.model.record;

import tandem.model.Require;

/**
 * Asks host memory for a line of descriptors.
 *
 * @param address host address of the line, unsigned 64 bit
 * @param fetchSlot number of the fetch among those under way
 */
public record DescriptorFetch(long address, int fetchSlot) {
  /** Fails with {@link IllegalArgumentException} for a value that the field cannot hold. */
  public DescriptorFetch {
    Require.range("fetchSlot", fetchSlot, 0, 0x1FF);
  }
}
