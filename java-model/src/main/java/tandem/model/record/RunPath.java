package tandem.model.record;

import tandem.model.Require;

/** Where a unit goes (TT-43). The order of the constants is the encoding. */
public enum RunPath {
  KERNEL,
  USER;

  private static final RunPath[] BY_CODE = values();

  public int code() {
    return ordinal();
  }

  /** The path of an encoded field; fails for a code that does not exist. */
  public static RunPath ofCode(long code) {
    Require.range("path", code, 0, BY_CODE.length - 1);
    return BY_CODE[(int) code];
  }
}
