package tandem.model.record;

import tandem.model.Require;

/**
 * Asks host memory for a context.
 *
 * @param address host address of the context, unsigned 64 bit
 * @param slot cache slot it is for
 */
public record ContextLoad(long address, int slot) {
  /** Fails with {@link IllegalArgumentException} for a value that the field cannot hold. */
  public ContextLoad {
    Require.range("slot", slot, 0, 0xFFF);
  }
}
