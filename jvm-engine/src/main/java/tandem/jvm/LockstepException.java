package tandem.jvm;

import tandem.bridge.BridgeException;

/** Two engines did not do the same; the message names the cycle, the signal and both values. */
public final class LockstepException extends BridgeException {
  private static final long serialVersionUID = 1L;

  LockstepException(String message) {
    super(message);
  }
}
