package tandem.model.record;

import tandem.model.Require;

/**
 * One line of a context on its way to host memory; those of one write-back go in ascending order.
 *
 * @param address host address of the context, unsigned 64 bit, the same in every line
 * @param storeSlot number of the write-back among those under way
 * @param beat which line, 0..3
 * @param data the line
 */
public record ContextStore(long address, int storeSlot, int beat, ByteString data) {
  /** Fails with {@link IllegalArgumentException} for a value that the field cannot hold. */
  public ContextStore {
    Require.range("storeSlot", storeSlot, 0, 0xFF);
    Require.range("beat", beat, 0, 3);
    Require.range("data.length", data.length(), ContextBeat.BYTES, ContextBeat.BYTES);
  }
}
