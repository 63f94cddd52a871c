package tandem.waveforms.picture;

import java.util.Locale;

/** Writes SVG elements; attributes are given as text, contents are escaped. */
final class SvgText {
  private final StringBuilder out = new StringBuilder(1 << 14);

  /** Adds formatted markup. */
  SvgText add(String format, Object... values) {
    out.append(form(format, values)).append('\n');
    return this;
  }

  /** Formats with decimal points, wherever the user lives. */
  static String form(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** Adds text at a place; the class decides its look. */
  SvgText text(double x, double y, String style, String content) {
    return add("<text x=\"%.1f\" y=\"%.1f\" class=\"%s\">%s</text>", x, y, style, escape(content));
  }

  /** Adds a rectangle. */
  SvgText box(double x, double y, double width, double height, String style) {
    return add(
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"%s\"/>",
        x, y, width, height, style);
  }

  /** Adds a path. */
  SvgText path(String data, String style) {
    return add("<path d=\"%s\" class=\"%s\"/>", data, style);
  }

  static String escape(String text) {
    StringBuilder safe = new StringBuilder();
    for (char c : text.toCharArray()) {
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        // XML 1.0 has no way to write the other control characters.
        default -> safe.append(c < ' ' || c > 0xfffd ? '?' : c);
      }
    }
    return safe.toString();
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
