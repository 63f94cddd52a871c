package tandem.waveforms.signal;

import java.util.Arrays;

/**
 * Values of bit vectors as dumps carry them: one ASCII digit a bit, most significant first.
 *
 * <p>Normal digits are `0 1 x z` and, from VHDL, `u w l h -`. A value with fewer digits than the
 * signal has bits is extended on the left by IEEE 1364 rules: by 0 if it begins with 1, else by its
 * own first digit.
 */
public final class Digits {
  private static final byte[] NORMAL = new byte[256];

  static {
    for (char c : "01xzuwlh-".toCharArray()) {
      NORMAL[c] = (byte) c;
      NORMAL[Character.toUpperCase(c)] = (byte) c;
    }
    NORMAL['?'] = 'x';
  }

  private Digits() {}

  /** The digit in lower case, or 0 if the byte is no digit. */
  public static byte normal(int b) {
    return NORMAL[b & 0xff];
  }

  /** The table behind {@link #normal}, for inner loops; a copy. */
  public static byte[] table() {
    return NORMAL.clone();
  }

  /** The digit that a value beginning with {@code first} is extended by. */
  public static byte fill(byte first) {
    return first == '1' ? (byte) '0' : first;
  }

  /** Writes {@code width} digits to {@code to}, the value right-aligned and extended. */
  public static void extend(byte[] from, int offset, int length, byte[] to, int at, int width) {
    int pad = width - length;
    if (pad > 0) {
      Arrays.fill(to, at, at + pad, fill(from[offset]));
      System.arraycopy(from, offset, to, at + pad, length);
    } else {
      System.arraycopy(from, offset - pad, to, at, width);
    }
  }

  /** How many digits on the left can go without changing the value. */
  public static int redundant(byte[] digits, int offset, int length) {
    int cut = 0;
    while (cut < length - 1
        && digits[offset + cut] != '1'
        && fill(digits[offset + cut + 1]) == digits[offset + cut]) {
      cut++;
    }
    return cut;
  }
}
