package tandem.cosim.io;

/** Numbers as people write them. */
public final class NumberText {
  private static final int HEX = 16;
  private static final int DECIMAL = 10;

  private NumberText() {}

  /**
   * A number of 64 bits without sign, in the digits 0 to 9, or 0x and digits 0 to f.
   *
   * @throws NumberFormatException for anything else, other digits of Unicode and a plus among it
   */
  public static long unsigned(String text) {
    boolean isHex = text.startsWith("0x") || text.startsWith("0X");
    String digits = isHex ? text.substring(2) : text;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c > 'f' || Character.digit(c, isHex ? HEX : DECIMAL) < 0) {
        throw new NumberFormatException("not a number: " + text);
      }
    }
    return Long.parseUnsignedLong(digits, isHex ? HEX : DECIMAL);
  }
}
