package tandem.model.mem;

import tandem.model.Require;

/** How the memory side treats partly covered lines. The order of the constants is the encoding. */
public enum MemoryModel {
  /** Only a partly covered line of a write is read, merged and written back. */
  PER_LINE,
  /** A write that starts or ends inside a line has all its lines read and written back. */
  PER_TRANSACTION;

  private static final MemoryModel[] BY_CODE = values();

  public int code() {
    return ordinal();
  }

  /** The model of a register value; fails for a code that does not exist. */
  public static MemoryModel ofCode(long code) {
    Require.range("memoryModel", code, 0, BY_CODE.length - 1);
    return BY_CODE[(int) code];
  }
}
