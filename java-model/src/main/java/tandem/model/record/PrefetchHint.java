package tandem.model.record;

import tandem.model.Require;

/**
 * A connection that will be needed soon.
 *
 * @param connection connection number
 * @param batch number of the batch modulo 2^32
 */
public record PrefetchHint(int connection, long batch) {
  /** Fails with {@link IllegalArgumentException} for a value that the field cannot hold. */
  public PrefetchHint {
    Require.range("connection", connection, 0, 0xFF_FFFF);
    Require.range("batch", batch, 0, 0xFFFF_FFFFL);
  }
}
