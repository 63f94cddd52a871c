package tandem.bridge;

/**
 * A program that compiling RTL needs is not installed; the message says which and how to get it.
 */
public final class MissingToolException extends BridgeException {
  private static final long serialVersionUID = 1L;

  MissingToolException(String tool, Throwable cause) {
    super(
        "missing tool: " + tool + " (./tandem doctor prints the command that installs it)", cause);
  }
}
