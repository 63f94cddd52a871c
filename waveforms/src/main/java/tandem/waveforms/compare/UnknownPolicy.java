package tandem.waveforms.compare;

/** When an unknown digit (anything but 0 and 1) matches whatever the other side has. */
public enum UnknownPolicy {
  /** Never: x equals x only. */
  EXACT,
  /** Where the expected side does not know. */
  EXPECTED,
  /** Where the actual side does not know. */
  ACTUAL,
  /** Where either side does not know. */
  EITHER;

  boolean excuses(byte expected, byte actual) {
    return switch (this) {
      case EXACT -> false;
      case EXPECTED -> unknown(expected);
      case ACTUAL -> unknown(actual);
      case EITHER -> unknown(expected) || unknown(actual);
    };
  }

  private static boolean unknown(byte digit) {
    return digit != '0' && digit != '1';
  }
}
