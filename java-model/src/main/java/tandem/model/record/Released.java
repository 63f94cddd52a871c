package tandem.model.record;

import tandem.model.Require;

/**
 * An operation no longer needs its context.
 *
 * @param connection connection number
 * @param slot cache slot, 0 where status is not OK
 * @param read whether it was a read
 * @param failed whether it failed
 */
public record Released(int connection, int slot, boolean read, boolean failed) {
  /** Fails with {@link IllegalArgumentException} for a value that the field cannot hold. */
  public Released {
    Require.range("connection", connection, 0, 0xFF_FFFF);
    Require.range("slot", slot, 0, 0xFFF);
  }
}
