package tandem.model.tx;

import tandem.model.Require;

/** What the window counts (WR-17). The order of the constants is the encoding. */
public enum WindowCounts {
  /** Queue slots from the head, done ones included. */
  SLOTS,
  /** Entries that are not done. */
  LIVE;

  private static final WindowCounts[] BY_CODE = values();

  public int code() {
    return ordinal();
  }

  /** The constant of a register value; fails for a code that does not exist. */
  public static WindowCounts ofCode(long code) {
    Require.range("windowCounts", code, 0, BY_CODE.length - 1);
    return BY_CODE[(int) code];
  }
}
