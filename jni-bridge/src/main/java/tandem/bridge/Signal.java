package tandem.bridge;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tandem.support.NearestNames;

/**
 * A handle on one signal, resolved once by name. Reading and writing touch shared memory and make
 * no native call. Inputs read back what was last written; what is written takes effect when the
 * next cycle begins. Any use after close, or in a phase that does not allow it, is an {@link
 * IllegalStateException}.
 */
public final class Signal {
  /** Which way a signal goes, seen from the design. */
  public enum Direction {
    INPUT,
    OUTPUT,
    INTERNAL
  }

  /**
   * Where a signal lies.
   *
   * @param writtenFlag offset of the byte that says that a wide input was written, or -1
   */
  record Place(Direction direction, int offset, int writtenFlag) {}

  private final Pins pins;
  private final String name;
  private final int widthBits;
  private final int storageBytes;

  /** The bits of a value; 0 if it does not fit into a long. */
  private final long mask;

  private final boolean input;
  private final int offset;

  /** The offset for access as one word; beyond reach if the signal is wider. */
  private final int wordOffset;

  private final Pins.Window readable;
  private final Pins.Window writable;
  private final Place place;
  private final Map<String, SignalShape.Bits> fields;

  Signal(Pins pins, String name, int widthBits, Place place, Map<String, SignalShape.Bits> fields) {
    this.pins = pins;
    this.name = name;
    this.widthBits = widthBits;
    this.input = place.direction == Direction.INPUT;
    this.offset = place.offset;
    this.place = place;
    this.fields = fields;
    this.storageBytes = storageBytes(widthBits);
    this.wordOffset = widthBits > Long.SIZE ? Pins.FORBIDDEN : offset;
    this.readable = input ? pins.driven : pins.state;
    this.writable = input ? pins.inputs : null;
    this.mask = widthBits > Long.SIZE ? 0 : -1L >>> Long.SIZE - widthBits;
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

  int offset() {
    return offset;
  }

  public Direction direction() {
    return place.direction;
  }

  /** Names of the fields, in order, if the signal is a packed structure; nested ones with dots. */
  public Set<String> fields() {
    return fields.keySet();
  }

  /**
   * A handle on one field of a packed structure.
   *
   * @throws BridgeException if there is none of that name; the message has the nearest names
   */
  public SignalField field(String field) {
    SignalShape.Bits bits = fields.get(field);
    if (bits == null) {
      throw new BridgeException(
          String.format(
              Locale.ROOT,
              "no such field: signal=%s field=%s; nearest: %s",
              name,
              field,
              NearestNames.text(field, fields.keySet())));
    }
    return new SignalField(this, field, bits);
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
      // Reads beyond a narrow signal, which is harmless and needs no case for each size.
      return readable.memory.getLong(wordOffset + readable.bias) & mask;
    } catch (IndexOutOfBoundsException e) {
      throw isWide() ? wide() : pins.refused("read", name, e);
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
    if (writable == null || (value & ~mask) != 0) {
      setSlowly(value);
      return;
    }
    try {
      writable.memory.putLong(wordOffset + writable.bias, value);
    } catch (IndexOutOfBoundsException e) {
      if (!isWide()) {
        throw pins.refused("write", name, e);
      }
      setSlowly(value);
    }
  }

  /** Apart, so that the fast way stays small enough to be compiled into its callers. */
  private void setSlowly(long value) {
    checkInput();
    if (!isWide()) {
      throw tooWide(BigInteger.valueOf(value));
    }
    setBytes(longBytes(value));
  }

  private boolean isWide() {
    return widthBits > Long.SIZE;
  }

  private IllegalStateException wide() {
    return new IllegalStateException(
        String.format(
            Locale.ROOT,
            "signal is wider than 64 bits, read it as bytes: signal=%s widthBits=%d",
            name,
            widthBits));
  }

  /**
   * The value of a signal of any width, as {@code ceil(widthBits/8)} bytes, least significant
   * first.
   */
  public byte[] getBytes() {
    try {
      byte[] bytes = new byte[(widthBits + 7) / 8];
      readable.memory.get(offset + readable.bias, bytes);
      return bytes;
    } catch (IndexOutOfBoundsException e) {
      throw pins.refused("read", name, e);
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
      // A narrow input is staged as a whole word.
      int stagedBytes = Math.max(storageBytes, Long.BYTES);
      int given = Math.min(bytes.length, stagedBytes);
      ByteBuffer memory = writable.memory;
      memory.put(offset + writable.bias, bytes, 0, given);
      for (int i = given; i < stagedBytes; i++) {
        memory.put(offset + i, (byte) 0);
      }
      if (place.writtenFlag >= 0) {
        memory.put(place.writtenFlag, (byte) 1);
      }
    } catch (IndexOutOfBoundsException e) {
      throw pins.refused("write", name, e);
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
          String.format(
              Locale.ROOT, "value must not be negative: signal=%s value=%s", name, value));
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
        String.format(
            Locale.ROOT,
            "value does not fit: signal=%s widthBits=%d value=0x%s",
            name,
            widthBits,
            value.toString(16)));
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
