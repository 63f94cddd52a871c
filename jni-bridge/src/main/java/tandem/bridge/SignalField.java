package tandem.bridge;

import java.math.BigInteger;
import java.util.Locale;

/** A handle on one field of a packed structure: a range of the bits of its signal. */
public final class SignalField {
  private final Signal signal;
  private final String name;
  private final int lowBit;
  private final int widthBits;
  private final BigInteger mask;

  SignalField(Signal signal, String name, SignalShape.Bits bits) {
    this.signal = signal;
    this.name = signal.name() + "." + name;
    this.lowBit = bits.lowBit();
    this.widthBits = bits.widthBits();
    this.mask = BigInteger.ONE.shiftLeft(widthBits).subtract(BigInteger.ONE);
  }

  /** Name of the signal, then of the field. */
  public String name() {
    return name;
  }

  public int widthBits() {
    return widthBits;
  }

  /**
   * The value of a field of at most 64 bits; 64-bit values above 2^63 are negative.
   *
   * @throws IllegalStateException if the field is wider
   */
  public long get() {
    if (widthBits > Long.SIZE) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "field is wider than 64 bits, read it as BigInteger: field=%s widthBits=%d",
              name,
              widthBits));
    }
    if (signal.widthBits() > Long.SIZE) {
      return getBig().longValue();
    }
    long value = signal.get() >>> lowBit;
    return widthBits == Long.SIZE ? value : value & (1L << widthBits) - 1;
  }

  /** The value of a field of any width, never negative. */
  public BigInteger getBig() {
    return signal.getBig().shiftRight(lowBit).and(mask);
  }

  /**
   * Drives a field of at most 64 bits of an input; the other fields stay as they were driven.
   *
   * @throws IllegalArgumentException if the value does not fit
   */
  public void set(long value) {
    if (signal.widthBits() > Long.SIZE) {
      setBig(new BigInteger(Long.toUnsignedString(value)));
      return;
    }
    if (widthBits < Long.SIZE && value >>> widthBits != 0) {
      throw tooWide(BigInteger.valueOf(value));
    }
    long bits = (widthBits == Long.SIZE ? -1L : (1L << widthBits) - 1) << lowBit;
    signal.set(signal.get() & ~bits | value << lowBit);
  }

  /** Drives a field of any width of an input; the other fields stay as they were driven. */
  public void setBig(BigInteger value) {
    if (value.signum() < 0 || value.bitLength() > widthBits) {
      throw tooWide(value);
    }
    signal.setBig(signal.getBig().andNot(mask.shiftLeft(lowBit)).or(value.shiftLeft(lowBit)));
  }

  private IllegalArgumentException tooWide(BigInteger value) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "value does not fit: field=%s widthBits=%d value=0x%s",
            name,
            widthBits,
            value.toString(16)));
  }
}
