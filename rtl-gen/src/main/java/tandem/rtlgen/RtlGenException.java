package tandem.rtlgen;

import tandem.support.RefusedException;

/** RTL cannot be generated or read as asked. The message is one line: the rule and the value. */
public final class RtlGenException extends RefusedException {
  public RtlGenException(String message) {
    super(oneLine(message));
  }

  public RtlGenException(String message, Throwable cause) {
    super(oneLine(message), cause);
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
