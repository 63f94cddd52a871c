package tandem.model.record;

import tandem.model.Require;

/** Direction of a host memory access. The order of the constants is the encoding. */
public enum MemoryOp {
  READ,
  WRITE;

  private static final MemoryOp[] BY_CODE = values();

  public int code() {
    return ordinal();
  }

  /** The operation of an encoded field; fails for a code that does not exist. */
  public static MemoryOp ofCode(long code) {
    Require.range("op", code, 0, BY_CODE.length - 1);
    return BY_CODE[(int) code];
  }
}
