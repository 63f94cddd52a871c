package tandem.model;

/** A choice reported from outside that the contract does not allow. The model is unchanged. */
public final class IllegalChoiceException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  public IllegalChoiceException(String message) {
    super(message);
  }
}
