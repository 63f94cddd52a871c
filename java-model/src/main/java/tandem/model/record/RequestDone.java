package tandem.model.record;

import tandem.model.Require;

/**
 * A work request was completed: what its queue needs to know of it.
 *
 * @param guest that posted it
 */
public record RequestDone(int guest) {
  /** Fails with {@link IllegalArgumentException} for a value that the field cannot hold. */
  public RequestDone {
    Require.range("guest", guest, 0, 0xFF);
  }
}
