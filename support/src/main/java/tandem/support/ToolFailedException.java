package tandem.support;

/** A program ended badly; the message has its status and all that it printed. */
public final class ToolFailedException extends RefusedException {
  private static final long serialVersionUID = 1L;

  ToolFailedException(String message) {
    super(message);
  }

  ToolFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
