package tandem.cosim.rtl;

import tandem.support.RefusedException;

/** The user asked for something that cannot be; the message is one line that says what and why. */
public final class UsageException extends RefusedException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }

  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
