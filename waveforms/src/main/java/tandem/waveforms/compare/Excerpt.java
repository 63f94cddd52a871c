package tandem.waveforms.compare;

/** Parts of values that are too long to be shown. */
public final class Excerpt {
  private static final int BITS_OF_DIGIT = 4;

  private Excerpt() {}

  /** Index of the first character that differs. */
  public static int firstDifference(String one, String other) {
    int at = 0;
    while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
      at++;
    }
    return at;
  }

  /** The part of a long value around a place. */
  public static String around(String value, int at, int room) {
    int from = value.length() <= room ? 0 : Math.max(0, at - room / 2);
    int to = Math.min(value.length(), from + room);
    return (from > 0 ? "…" : "") + value.substring(from, to) + (to < value.length() ? "…" : "");
  }

  /** The end of a long value, which says more than its beginning. */
  static String end(String value, int room) {
    int from = value.length() - room;
    return from <= 0 ? value : "…" + value.substring(from);
  }

  /** Where two hexadecimal values of one width differ first, as in {@code at bit 1}. */
  static String where(Divergence.FieldValues f) {
    int length = f.expected().length();
    boolean isHex = f.expected().startsWith("0x") && f.actual().startsWith("0x");
    if (!isHex || f.actual().length() != length) {
      return "";
    }
    int at = firstDifference(f.expected(), f.actual());
    int low = BITS_OF_DIGIT * (length - 1 - at);
    int one = Character.digit(f.expected().charAt(at), 16);
    int other = Character.digit(f.actual().charAt(at), 16);
    return one < 0 || other < 0
        ? " in bits " + (low + BITS_OF_DIGIT - 1) + " to " + low
        : " at bit " + (low + 31 - Integer.numberOfLeadingZeros(one ^ other));
  }
}
