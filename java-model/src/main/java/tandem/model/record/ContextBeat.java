package tandem.model.record;

import tandem.model.Require;

/**
 * One line of a context on its way from host memory; those of one load come in ascending order.
 *
 * @param slot cache slot it is for
 * @param beat which line, 0..3
 * @param failed whether host memory could not read it
 * @param data the line
 */
public record ContextBeat(int slot, int beat, boolean failed, ByteString data) {
  /** Bytes of a line. */
  public static final int BYTES = 64;

  /** Fails with {@link IllegalArgumentException} for a value that the field cannot hold. */
  public ContextBeat {
    Require.range("slot", slot, 0, 0xFFF);
    Require.range("beat", beat, 0, 3);
    Require.range("data.length", data.length(), BYTES, BYTES);
  }
}
