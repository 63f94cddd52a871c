package tandem.model.record;

import tandem.model.Require;

/** What the host wants done with a connection. The order of the constants is the encoding. */
public enum CommandKind {
  /** Write the context back and forget it. */
  INVALIDATE,
  /** The same, and refuse later requests. */
  DISABLE,
  /** The same, and accept later requests; also leaves the error state. */
  ENABLE;

  private static final CommandKind[] BY_CODE = values();

  public int code() {
    return ordinal();
  }

  /** The kind of an encoded field; fails for a code that does not exist. */
  public static CommandKind ofCode(long code) {
    Require.range("kind", code, 0, BY_CODE.length - 1);
    return BY_CODE[(int) code];
  }
}
