package tandem.bridge;

import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * A handle on one signal, resolved once by name. Reading and writing touch shared memory and make
 * no native call. Inputs read back what was last written; what is written takes effect when the
 * next cycle begins.
 */
public final class Signal {
  private final Pins pins;
  private final String name;
  private final int widthBits;
  private final int storageBytes;
  private final boolean input;
  private final int offset;
  private final int writtenFlag;

  Signal(Pins pins, String name, int widthBits, boolean input, int offset, int writtenFlag) {
    this.pins = pins;
    this.name = name;
    this.widthBits = widthBits;
    this.input = input;
    this.offset = offset;
    this.writtenFlag = writtenFlag;
    this.storageBytes = storageBytes(widthBits);
  }

  /** Bytes a value of that width takes in memory: 1, 2, 4, 8, then whole 32-bit words. */
  static int storageBytes(int widthBits) {
    if (widthBits > 64) {
      return (widthBits + 31) / 32 * 4;
    }
    return widthBits <= 8 ? 1 : widthBits <= 16 ? 2 : widthBits <= 32 ? 4 : 8;
  }

  public String name() {
    return name;
  }

  public int widthBits() {
    return widthBits;
  }

  /** Whether the signal is an input of the design and may be written. */
  public boolean isInput() {
    return input;
  }

  /**
   * The value of a signal of at most 64 bits; 64-bit values above 2^63 are negative.
   *
   * @throws IllegalStateException if the signal is wider, or after close
   */
  public long get() {
    try {
      ByteBuffer memory = input ? pins.inputs : pins.state;
      switch (storageBytes) {
        case 1:
          return memory.get(offset) & 0xffL;
        case 2:
          return memory.getShort(offset) & 0xffffL;
        case 4:
          return memory.getInt(offset) & 0xffff_ffffL;
        case 8:
          return memory.getLong(offset);
        default:
          throw new IllegalStateException(
              "signal is wider than 64 bits, read it as bytes: signal=%s widthBits=%d"
                  .formatted(name, widthBits));
      }
    } catch (IndexOutOfBoundsException e) {
      throw pins.closed(e);
    }
  }

  /** Whether a one-bit signal is high. */
  public boolean isHigh() {
    return get() != 0;
  }

  /**
   * Drives an input of at most 64 bits from the next cycle on.
   *
   * @throws IllegalArgumentException if the value does not fit
   * @throws IllegalStateException if the signal is no input, is wider, or after close
   */
  public void set(long value) {
    checkInput();
    if (widthBits < 64 && value >>> widthBits != 0) {
      throw tooWide(BigInteger.valueOf(value));
    }
    try {
      switch (storageBytes) {
        case 1 -> pins.inputs.put(offset, (byte) value);
        case 2 -> pins.inputs.putShort(offset, (short) value);
        case 4 -> pins.inputs.putInt(offset, (int) value);
        case 8 -> pins.inputs.putLong(offset, value);
        default -> setBytes(longBytes(value));
      }
    } catch (IndexOutOfBoundsException e) {
      throw pins.closed(e);
    }
  }

  /**
   * The value of a signal of any width, as {@code ceil(widthBits/8)} bytes, least significant
   * first.
   */
  public byte[] getBytes() {
    try {
      byte[] bytes = new byte[(widthBits + 7) / 8];
      (input ? pins.inputs : pins.state).get(offset, bytes);
      return bytes;
    } catch (IndexOutOfBoundsException e) {
      throw pins.closed(e);
    }
  }

  /**
   * Drives an input of any width from the next cycle on.
   *
   * @param bytes least significant first; missing high bytes are 0
   * @throws IllegalArgumentException if a bit above the width is set
   */
  public void setBytes(byte[] bytes) {
    checkInput();
    for (int bit = widthBits; bit < bytes.length * 8; bit++) {
      if ((bytes[bit / 8] >> bit % 8 & 1) != 0) {
        throw tooWide(new BigInteger(1, reversed(bytes)));
      }
    }
    try {
      for (int i = 0; i < storageBytes; i++) {
        pins.inputs.put(offset + i, i < bytes.length ? bytes[i] : 0);
      }
      if (writtenFlag >= 0) {
        pins.inputs.put(writtenFlag, (byte) 1);
      }
    } catch (IndexOutOfBoundsException e) {
      throw pins.closed(e);
    }
  }

  /** The value of a signal of any width, never negative. */
  public BigInteger getBig() {
    return new BigInteger(1, reversed(getBytes()));
  }

  /** Drives an input of any width; the value must not be negative nor too wide. */
  public void setBig(BigInteger value) {
    if (value.signum() < 0) {
      throw new IllegalArgumentException(
          "value must not be negative: signal=%s value=%s".formatted(name, value));
    }
    setBytes(reversed(value.toByteArray()));
  }

  private void checkInput() {
    if (!input) {
      throw new IllegalStateException("only inputs can be driven: signal=" + name);
    }
  }

  private IllegalArgumentException tooWide(BigInteger value) {
    return new IllegalArgumentException(
        "value does not fit: signal=%s widthBits=%d value=0x%s"
            .formatted(name, widthBits, value.toString(16)));
  }

  private static byte[] longBytes(long value) {
    byte[] bytes = new byte[8];
    for (int i = 0; i < 8; i++) {
      bytes[i] = (byte) (value >>> 8 * i);
    }
    return bytes;
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] out = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      out[i] = bytes[bytes.length - 1 - i];
    }
    return out;
  }
}
