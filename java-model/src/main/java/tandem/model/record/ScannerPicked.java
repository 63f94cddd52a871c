package tandem.model.record;

import tandem.model.Require;

/**
 * The scheduler has picked a grant out of a scanner (GA-5).
 *
 * @param scanner 4 bit
 */
public record ScannerPicked(int scanner) {
  /** Fails with {@link IllegalArgumentException} for a value that the field cannot hold. */
  public ScannerPicked {
    Require.range("scanner", scanner, 0, 15);
  }
}
