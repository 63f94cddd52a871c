package tandem.model.record;

import tandem.model.Require;

/** What becomes of a unit. The order of the constants is the encoding. */
public enum RunKind {
  /** The host gets a new header and the payload. */
  AGGREGATE,
  /** The host gets the frame as it came. */
  PASS,
  /** The host gets nothing (isles beyond their limits, where so configured). */
  DROP;

  private static final RunKind[] BY_CODE = values();

  public int code() {
    return ordinal();
  }

  /** The kind of an encoded field; fails for a code that does not exist. */
  public static RunKind ofCode(long code) {
    Require.range("kind", code, 0, BY_CODE.length - 1);
    return BY_CODE[(int) code];
  }
}
