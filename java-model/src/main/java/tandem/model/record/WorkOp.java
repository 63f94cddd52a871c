package tandem.model.record;

import tandem.model.Require;

/** Operation of a work request. The order of the constants is the encoding; codes 5..7 are none. */
public enum WorkOp {
  SEND,
  WRITE,
  READ,
  BIND,
  INVALIDATE;

  private static final WorkOp[] BY_CODE = values();

  public int code() {
    return ordinal();
  }

  /** Whether a code that fits the field is an operation. */
  public static boolean isLegal(int code) {
    return code < BY_CODE.length;
  }

  /** The operation of an encoded field; fails for a code that does not exist. */
  public static WorkOp ofCode(long code) {
    Require.range("op", code, 0, BY_CODE.length - 1);
    return BY_CODE[(int) code];
  }

  /** Whether it starts only after the earlier reads of its connection have ended (WR-15). */
  public static boolean waitsForReads(int code) {
    return code == BIND.code() || code == INVALIDATE.code();
  }
}
