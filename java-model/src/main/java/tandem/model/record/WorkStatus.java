package tandem.model.record;

import tandem.model.Require;

/** How a work request ended. The order of the constants is the encoding. */
public enum WorkStatus {
  OK,
  /** The connection number is beyond the limit (WR-32). */
  UNKNOWN,
  /** The host has disabled the connection (WR-32). */
  DISABLED,
  /** Not executed because the connection is in error (WR-33, WR-34). */
  FLUSHED,
  /** The descriptor could not be read. */
  FETCH_FAILED,
  /** The descriptor is not the one that was posted. */
  BAD_DESCRIPTOR,
  /** No such operation. */
  BAD_REQUEST,
  /** The operation itself failed. */
  OPERATION_FAILED;

  private static final WorkStatus[] BY_CODE = values();

  public int code() {
    return ordinal();
  }

  /** The status of an encoded field; fails for a code that does not exist. */
  public static WorkStatus ofCode(long code) {
    Require.range("status", code, 0, BY_CODE.length - 1);
    return BY_CODE[(int) code];
  }

  /** Whether a request with this status puts its connection into error. */
  public boolean breaksConnection() {
    return ordinal() >= FETCH_FAILED.ordinal();
  }
}
