package tandem.model.record;

import tandem.model.Require;

/**
 * Page writes of a guest were rejected (GA-8).
 *
 * @param guest 8 bit
 * @param reasons bits, 4 bit
 */
public record DoorbellReject(int guest, int reasons) {
  public static final int OVERFLOW = 1;
  public static final int DISABLED = 2;
  public static final int BAD_OFFSET = 4;
  public static final int BAD_CONNECTION = 8;

  /** Fails with {@link IllegalArgumentException} for a value that the field cannot hold. */
  public DoorbellReject {
    Require.range("guest", guest, 0, 0xFF);
    Require.range("reasons", reasons, 0, 15);
  }
}
