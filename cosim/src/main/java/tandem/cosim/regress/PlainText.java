package tandem.cosim.regress;

import java.util.Locale;

/** Text of foreign origin, fit for terminals and XML. */
final class PlainText {
  private PlainText() {}

  /** The text with every character that controls or cannot be shown as its number. */
  static String of(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (isShown(c)) {
                plain.appendCodePoint(c);
              } else {
                plain.append(String.format(Locale.ROOT, "\\u%04x", c));
              }
            });
    return plain.toString();
  }

  private static boolean isShown(int c) {
    return c == '\n'
        || c == '\t'
        || !Character.isISOControl(c)
            && Character.getType(c) != Character.SURROGATE
            && (c & 0xfffe) != 0xfffe;
  }
}
