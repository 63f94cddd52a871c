package tandem.model.tx;

import tandem.model.Require;

/** What an entry of the queue holds (WR-14). The order of the constants is the encoding. */
public enum QueueFormat {
  /** A credit; the request is fetched from the work queue of its connection. */
  CID,
  /** The whole work request. */
  WR;

  private static final QueueFormat[] BY_CODE = values();

  public int code() {
    return ordinal();
  }

  /** The constant of a register value; fails for a code that does not exist. */
  public static QueueFormat ofCode(long code) {
    Require.range("queueFormat", code, 0, BY_CODE.length - 1);
    return BY_CODE[(int) code];
  }
}
