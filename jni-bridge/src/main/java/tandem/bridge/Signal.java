package tandem.bridge;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tandem.support.NearestNames;

/**
 * A handle on one signal, resolved once by name. Reading and writing touch memory and make no
 * native call. Inputs read back what was last written; what is written takes effect when the next
 * cycle begins. Any use after close, or in a phase that does not allow it, is an {@link
 * IllegalStateException}.
 */
public abstract class Signal {
  /** Which way a signal goes, seen from the design. */
  public enum Direction {
    INPUT,
    OUTPUT,
    INTERNAL
  }

  private final String name;
  private final int widthBits;
  private final Direction direction;
  private final Map<String, SignalShape.Bits> fields;

  /** A signal that is no packed structure. */
  protected Signal(String name, int widthBits, Direction direction) {
    this(name, widthBits, direction, Map.of());
  }

  Signal(String name, int widthBits, Direction direction, Map<String, SignalShape.Bits> fields) {
    this.name = name;
    this.widthBits = widthBits;
    this.direction = direction;
    this.fields = fields;
  }

  public final String name() {
    return name;
  }

  public final int widthBits() {
    return widthBits;
  }

  public final Direction direction() {
    return direction;
  }

  /** Names of the fields, in order, if the signal is a packed structure; nested ones with dots. */
  public final Set<String> fields() {
    return fields.keySet();
  }

  /**
   * A handle on one field of a packed structure.
   *
   * @throws BridgeException if there is none of that name; the message has the nearest names
   */
  public final SignalField field(String field) {
    SignalShape.Bits bits = fields.get(field);
    if (bits == null) {
      throw new BridgeException(
          String.format(
              Locale.ROOT,
              "no such field: signal=%s field=%s; nearest: %s",
              name,
              field,
              NearestNames.of(field, fields.keySet())));
    }
    return new SignalField(this, field, bits);
  }

  /** Whether the signal is an input of the design and may be written. */
  public final boolean isInput() {
    return direction == Direction.INPUT;
  }

  /**
   * The value of a signal of at most 64 bits; 64-bit values above 2^63 are negative.
   *
   * @throws IllegalStateException if the signal is wider, or after close
   */
  public abstract long get();

  /** Whether a one-bit signal is high. */
  public final boolean isHigh() {
    return get() != 0;
  }

  /**
   * Drives an input of at most 64 bits from the next cycle on.
   *
   * @throws IllegalArgumentException if the value does not fit
   * @throws IllegalStateException if the signal is no input, is wider, or after close
   */
  public abstract void set(long value);

  /**
   * The value of a signal of any width, as {@code ceil(widthBits/8)} bytes, least significant
   * first.
   */
  public abstract byte[] getBytes();

  /**
   * Drives an input of any width from the next cycle on.
   *
   * @param bytes least significant first; missing high bytes are 0
   * @throws IllegalArgumentException if a bit above the width is set
   */
  public abstract void setBytes(byte[] bytes);

  /** The value of a signal of any width, never negative. */
  public final BigInteger getBig() {
    return new BigInteger(1, reversed(getBytes()));
  }

  /** Drives an input of any width; the value must not be negative nor too wide. */
  public final void setBig(BigInteger value) {
    if (value.signum() < 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "value must not be negative: signal=%s value=%s", name, value));
    }
    setBytes(reversed(value.toByteArray()));
  }

  /** Refuses bytes for an input that has no room for them, and any for what is no input. */
  protected final void checkFits(byte[] bytes) {
    if (!isInput()) {
      throw new IllegalStateException("only inputs can be driven: signal=" + name);
    }
    for (int bit = widthBits; bit < bytes.length * 8; bit++) {
      if ((bytes[bit / 8] >> bit % 8 & 1) != 0) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "value does not fit: signal=%s widthBits=%d value=0x%s",
                name,
                widthBits,
                new BigInteger(1, reversed(bytes)).toString(16)));
      }
    }
  }

  /** Why a signal cannot be read as one number. */
  protected final IllegalStateException wide() {
    return new IllegalStateException(
        String.format(
            Locale.ROOT,
            "signal is wider than 64 bits, read it as bytes: signal=%s widthBits=%d",
            name,
            widthBits));
  }

  protected final boolean isWide() {
    return widthBits > Long.SIZE;
  }

  /** A number as bytes, least significant first. */
  protected static byte[] longBytes(long value) {
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
