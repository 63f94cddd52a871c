package tandem.model.rx;

import tandem.model.Require;

/** What becomes of a frame from the wire that nobody owns. The order is the encoding. */
public enum UnknownRule {
  /** Nobody gets it. */
  DROP,
  /** The default guest gets it. */
  DEFAULT;

  private static final UnknownRule[] BY_CODE = values();

  public int code() {
    return ordinal();
  }

  /** The rule of a register; fails with {@link IllegalArgumentException} naming the register. */
  static UnknownRule ofCode(String register, long code) {
    Require.range(register, code, 0, BY_CODE.length - 1);
    return BY_CODE[(int) code];
  }
}
