package tandem.model.record;

import tandem.model.Require;

/**
 * A line of descriptors on its way from host memory.
 *
 * @param fetchSlot number of the fetch
 * @param failed whether host memory could not read it
 * @param data the line
 */
public record DescriptorBeat(int fetchSlot, boolean failed, ByteString data) {
  /** Fails with {@link IllegalArgumentException} for a value that the field cannot hold. */
  public DescriptorBeat {
    Require.range("fetchSlot", fetchSlot, 0, 0x1FF);
    Require.range("data.length", data.length(), ContextBeat.BYTES, ContextBeat.BYTES);
  }
}
