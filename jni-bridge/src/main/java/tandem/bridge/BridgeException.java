package tandem.bridge;

import tandem.support.RefusedException;

/** Something between Java and the compiled RTL failed; the message is one line for the user. */
public class BridgeException extends RefusedException {
  private static final long serialVersionUID = 1L;

  public BridgeException(String message) {
    super(message);
  }

  public BridgeException(String message, Throwable cause) {
    super(message, cause);
  }
}
