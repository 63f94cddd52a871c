package tandem.model.record;

import tandem.model.Require;

/** How a request ended. The order of the constants is the encoding. */
public enum SpanStatus {
  /** Every burst was answered without a failure, or there was nothing to move. */
  OK,
  /** At least one burst failed; bytes of other bursts may have been moved. */
  FAILED,
  /** Not permitted or beyond the address space; no burst was issued. */
  REJECTED;

  private static final SpanStatus[] BY_CODE = values();

  public int code() {
    return ordinal();
  }

  /** The status of an encoded field; fails for a code that does not exist. */
  public static SpanStatus ofCode(long code) {
    Require.range("status", code, 0, BY_CODE.length - 1);
    return BY_CODE[(int) code];
  }
}
