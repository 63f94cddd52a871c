package tandem.waveforms.io;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tandem.waveforms.signal.Digits;
import tandem.waveforms.signal.Signal;
import tandem.waveforms.signal.SignalKind;

/**
 * One immutable value of a signal, full width. Equal if kind and digits are equal; NaN is itself.
 */
public final class WaveValue {
  private final SignalKind kind;
  private final byte[] data;

  private WaveValue(SignalKind kind, byte[] data) {
    this.kind = kind;
    this.data = data;
  }

  /** A vector from its digits, extended to {@code widthBits}. */
  public static WaveValue ofDigits(byte[] digits, int offset, int length, int widthBits) {
    byte[] full = new byte[widthBits];
    Digits.extend(digits, offset, length, full, 0, widthBits);
    return new WaveValue(SignalKind.BITS, full);
  }

  /** A vector from text such as `1x0z`, as wide as the text is long. */
  public static WaveValue ofDigits(String digits) {
    byte[] bytes = digits.getBytes(StandardCharsets.ISO_8859_1);
    return ofDigits(bytes, 0, bytes.length, bytes.length);
  }

  /** A known number. */
  public static WaveValue of(BigInteger number, int widthBits) {
    if (number.signum() < 0 || number.bitLength() > widthBits) {
      throw new IllegalArgumentException(number + " does not fit in " + widthBits + " bits");
    }
    byte[] digits = number.toString(2).getBytes(StandardCharsets.ISO_8859_1);
    return ofDigits(digits, 0, digits.length, widthBits);
  }

  /** A real. */
  public static WaveValue ofReal(double value) {
    long raw = Double.doubleToLongBits(value);
    return new WaveValue(SignalKind.REAL, ByteBuffer.allocate(8).putLong(raw).array());
  }

  /** A text of single-byte characters. */
  public static WaveValue ofText(byte[] text) {
    return new WaveValue(SignalKind.TEXT, text.clone());
  }

  /** What the signal shows before its first change: all `x`, NaN, empty. */
  public static WaveValue initial(Signal signal) {
    return switch (signal.kind()) {
      case REAL -> ofReal(Double.NaN);
      case TEXT -> ofText(new byte[0]);
      case BITS, EVENT -> ofDigits(new byte[] {'x'}, 0, 1, signal.widthBits());
    };
  }

  /** From the encoding of {@link ChangeCursor}: digits, eight bytes of a real, or text. */
  static WaveValue decode(Signal signal, byte[] data, int offset, int length) {
    return switch (signal.kind()) {
      case REAL -> ofReal(ByteBuffer.wrap(data, offset, 8).getDouble());
      case TEXT ->
          new WaveValue(SignalKind.TEXT, Arrays.copyOfRange(data, offset, offset + length));
      case BITS, EVENT -> ofDigits(data, offset, length, signal.widthBits());
    };
  }

  /** What it is made of; events count as bits. */
  public SignalKind kind() {
    return kind;
  }

  /** Digits of a vector, at least one. */
  public int widthBits() {
    return kind == SignalKind.BITS ? data.length : 0;
  }

  /** Whether every digit is 0 or 1 (VHDL's weak `l` and `h` are not); true for reals and texts. */
  public boolean isKnown() {
    if (kind == SignalKind.BITS) {
      for (byte b : data) {
        if (b != '0' && b != '1') {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether it is a vector that equals the number. */
  public boolean is(long number) {
    return kind == SignalKind.BITS
        && isKnown()
        && toBigInteger().equals(BigInteger.valueOf(number));
  }

  /** The number; throws {@link ArithmeticException} if it is not a known vector. */
  public BigInteger toBigInteger() {
    if (kind != SignalKind.BITS || !isKnown()) {
      throw new ArithmeticException("not a number: " + this);
    }
    return new BigInteger(digits(), 2);
  }

  /** The number of a real. */
  public double toDouble() {
    if (kind != SignalKind.REAL) {
      throw new ArithmeticException("not a real: " + this);
    }
    return ByteBuffer.wrap(data).getDouble();
  }

  /** All digits of a vector. */
  public String digits() {
    return new String(data, StandardCharsets.ISO_8859_1);
  }

  /**
   * Hexadecimal, padded to the width, no prefix; a group of four with unknown digits reads `x` or
   * `z` if all are so, else `X`. Reals and texts read as they are.
   */
  public String hex() {
    if (kind == SignalKind.REAL) {
      return Double.toString(toDouble());
    }
    if (kind == SignalKind.TEXT) {
      return digits();
    }
    int nibbles = (data.length + 3) / 4;
    StringBuilder out = new StringBuilder(nibbles);
    for (int n = nibbles; n > 0; n--) {
      int from = Math.max(0, data.length - 4 * n);
      out.append(nibble(from, data.length - 4 * (n - 1)));
    }
    return out.toString();
  }

  private char nibble(int from, int to) {
    int value = 0;
    boolean known = true;
    boolean same = true;
    for (int i = from; i < to; i++) {
      known &= data[i] == '0' || data[i] == '1';
      same &= data[i] == data[from];
      value = 2 * value + (data[i] & 1);
    }
    return known ? Character.forDigit(value, 16) : same ? (char) data[from] : 'X';
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WaveValue v && v.kind == kind && Arrays.equals(v.data, data);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(data);
  }

  /** Digits of one bit, hexadecimal with `0x` of more; quotes around text. */
  @Override
  public String toString() {
    return switch (kind) {
      case REAL -> hex();
      case TEXT -> "\"" + digits() + "\"";
      case BITS, EVENT -> data.length == 1 ? digits() : "0x" + hex();
    };
  }
}
