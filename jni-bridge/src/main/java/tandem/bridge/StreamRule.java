package tandem.bridge;

/**
 * What a design owes whoever takes its records; same order as {@code tandem_rule} in design_abi.h.
 * When it is ready for records is its own affair.
 */
public enum StreamRule {
  VALID_HOLDS("valid, once up, stays up until ready"),
  RECORD_HOLDS("the record does not change while it waits for ready"),
  SILENT_RESET("there is no record while reset holds the design");

  private static final StreamRule[] BY_CODE = values();

  private final String text;

  StreamRule(String text) {
    this.text = text;
  }

  /** The rule as a sentence. */
  public String text() {
    return text;
  }

  static StreamRule of(int code) {
    return BY_CODE[code - 1];
  }
}
