package tandem.model.tx;

import tandem.model.Require;

/** Which context makes room for another (WR-26). The order of the constants is the encoding. */
public enum Replacement {
  /** The least recently used one. */
  LRU,
  /** The oldest of the few least recently used ones that does not occur in the window. */
  LOOKAHEAD,
  /** As LRU, but a context used by one batch only counts as the oldest, save one of 32. */
  PROTECTED;

  private static final Replacement[] BY_CODE = values();

  public int code() {
    return ordinal();
  }

  /** The constant of a register value; fails for a code that does not exist. */
  public static Replacement ofCode(long code) {
    Require.range("replacement", code, 0, BY_CODE.length - 1);
    return BY_CODE[(int) code];
  }
}
