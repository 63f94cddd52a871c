package tandem.model.record;

import java.util.Objects;
import tandem.model.Require;

/**
 * A turn has ended (GA-64).
 *
 * @param guest whose turn it was, 8 bit
 * @param charged bytes charged in it, modulo 2^32
 * @param next where the guest is now, 2 bit
 */
public record EndEvent(int guest, long charged, GuestPlace next) {
  /** Fails with {@link IllegalArgumentException} for a value that the field cannot hold. */
  public EndEvent {
    Objects.requireNonNull(next, "next");
    Require.range("guest", guest, 0, 0xFF);
    Require.range("charged", charged, 0, 0xFFFF_FFFFL);
  }
}
