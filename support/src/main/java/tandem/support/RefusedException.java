package tandem.support;

/**
 * What was asked for cannot be done: an input, an option or the machine stands against it. The
 * message is one line for the user that names it.
 */
public class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RefusedException(String message) {
    super(message);
  }

  public RefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
