package tandem.waveforms.vcd;

import java.io.ByteArrayOutputStream;

/** String values (an extension of GTKWave's): bytes that are not printable are C escapes. */
final class VcdText {
  private static final String LETTERS = "abfnrtv";
  private static final String VALUES = "\u0007\b\f\n\r\t\u000b";

  private VcdText() {}

  static byte[] unescape(byte[] buf, int start, int end) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(end - start);
    int p = start;
    while (p < end) {
      if (buf[p] != '\\' || p + 1 >= end) {
        out.write(buf[p++]);
      } else {
        p = decode(buf, p + 1, end, out);
      }
    }
    return out.toByteArray();
  }

  private static int decode(byte[] buf, int p, int end, ByteArrayOutputStream out) {
    int letter = LETTERS.indexOf(buf[p]);
    if (letter >= 0) {
      out.write(VALUES.charAt(letter));
      return p + 1;
    }
    if (buf[p] == 'x') {
      return number(buf, p + 1, Math.min(end, p + 3), 16, out);
    }
    if (Character.digit(buf[p], 8) >= 0) {
      return number(buf, p, Math.min(end, p + 3), 8, out);
    }
    out.write(buf[p]);
    return p + 1;
  }

  private static int number(byte[] buf, int from, int end, int radix, ByteArrayOutputStream out) {
    int value = 0;
    int p = from;
    while (p < end && Character.digit(buf[p], radix) >= 0) {
      value = value * radix + Character.digit(buf[p++], radix);
    }
    out.write(value);
    return p;
  }

  static void escape(byte[] text, int offset, int length, ByteSink out) {
    for (int i = offset; i < offset + length; i++) {
      int c = text[i] & 0xff;
      if (c == '\\') {
        out.put('\\');
        out.put('\\');
      } else if (c > ' ' && c < 127) {
        out.put(c);
      } else {
        out.put('\\');
        out.put('0' + (c >> 6));
        out.put('0' + ((c >> 3) & 7));
        out.put('0' + (c & 7));
      }
    }
  }
}
