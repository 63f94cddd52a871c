package tandem.waveforms.vcd;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reals as C's printf writes them, `nan` and `inf` included. */
final class VcdReals {
  private VcdReals() {}

  /** The number; NaN also for what is none, see {@link #isNan}. */
  static double parse(byte[] buf, int start, int end) {
    String text = new String(buf, start, end - start, StandardCharsets.ISO_8859_1);
    switch (text.toLowerCase(Locale.ROOT)) {
      case "nan", "-nan", "+nan":
        return Double.NaN;
      case "inf", "+inf", "infinity":
        return Double.POSITIVE_INFINITY;
      case "-inf", "-infinity":
        return Double.NEGATIVE_INFINITY;
      default:
        try {
          return Double.parseDouble(text);
        } catch (NumberFormatException e) {
          return Double.NaN;
        }
    }
  }

  /** Whether the word at {@code start} spells NaN. */
  static boolean isNan(byte[] buf, int start) {
    int c = buf[start] == '-' || buf[start] == '+' ? buf[start + 1] : buf[start];
    return c == 'n' || c == 'N';
  }

  /** Shortest text that reads back as the same number. */
  static String format(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    return Double.toString(value);
  }
}
