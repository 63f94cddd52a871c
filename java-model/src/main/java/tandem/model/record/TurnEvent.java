package tandem.model.record;

import tandem.model.Require;

/**
 * A turn was prepared (GA-64).
 *
 * @param guest whose turn it will be, 8 bit
 * @param scanner that it has, 4 bit
 * @param urgent the list it came from
 * @param credit of the turn, 25 bit
 */
public record TurnEvent(int guest, int scanner, boolean urgent, int credit) {
  /** Fails with {@link IllegalArgumentException} for a value that the field cannot hold. */
  public TurnEvent {
    Require.range("guest", guest, 0, 0xFF);
    Require.range("scanner", scanner, 0, 15);
    Require.range("credit", credit, 0, (1 << 25) - 1);
  }
}
