package tandem.model.record;

import tandem.model.Require;

/** What is known about a checksum. The order of the constants is the encoding. */
public enum ChecksumStatus {
  NOT_CHECKED,
  GOOD,
  BAD;

  private static final ChecksumStatus[] BY_CODE = values();

  public int code() {
    return ordinal();
  }

  /** The status of an encoded field; fails for a code that does not exist. */
  public static ChecksumStatus ofCode(long code) {
    Require.range("checksumStatus", code, 0, BY_CODE.length - 1);
    return BY_CODE[(int) code];
  }
}
