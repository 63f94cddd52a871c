package tandem.model.record;

import tandem.model.Require;

/**
 * A write-back is in host memory.
 *
 * @param storeSlot number of the write-back
 */
public record ContextStored(int storeSlot) {
  /** Fails with {@link IllegalArgumentException} for a value that the field cannot hold. */
  public ContextStored {
    Require.range("storeSlot", storeSlot, 0, 0xFF);
  }
}
