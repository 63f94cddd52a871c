package tandem.bridge;

import java.nio.ByteBuffer;
import java.util.Map;

/** A signal in memory that is laid out as Verilator lays it out. */
final class PinSignal extends Signal {
  /**
   * Where a signal lies.
   *
   * @param writtenFlag offset of the byte that says that a wide input was written, or -1
   */
  record Place(Direction direction, int offset, int writtenFlag) {}

  private final Pins pins;
  private final int storageBytes;

  /** The bits of a value; 0 if it does not fit into a long. */
  private final long mask;

  private final int offset;

  /** The offset for access as one word; beyond reach if the signal is wider. */
  private final int wordOffset;

  private final Pins.Window readable;
  private final Pins.Window writable;
  private final Place place;

  PinSignal(
      Pins pins, String name, int widthBits, Place place, Map<String, SignalShape.Bits> fields) {
    super(name, widthBits, place.direction, fields);
    this.pins = pins;
    this.offset = place.offset;
    this.place = place;
    this.storageBytes = storageBytes(widthBits);
    this.wordOffset = isWide() ? Pins.FORBIDDEN : offset;
    this.readable = isInput() ? pins.driven : pins.state;
    this.writable = isInput() ? pins.inputs : null;
    this.mask = isWide() ? 0 : -1L >>> Long.SIZE - widthBits;
  }

  /** Bytes a value of that width takes in memory: 1, 2, 4, 8, then whole 32-bit words. */
  static int storageBytes(int widthBits) {
    if (widthBits > 64) {
      return (widthBits + 31) / 32 * 4;
    }
    return widthBits <= 8 ? 1 : widthBits <= 16 ? 2 : widthBits <= 32 ? 4 : 8;
  }

  /** The elements of a memory that begins at that offset. */
  static Memory memory(Pins pins, SignalShape shape, int offset) {
    Signal[] elements = new Signal[shape.depth()];
    for (int i = 0; i < elements.length; i++) {
      int at = offset + i * storageBytes(shape.widthBits());
      elements[i] =
          new PinSignal(
              pins,
              shape.name() + "[" + i + "]",
              shape.widthBits(),
              new Place(Direction.INTERNAL, at, -1),
              Map.copyOf(shape.fields()));
    }
    return new Memory(shape.name(), elements);
  }

  @Override
  public long get() {
    try {
      // Reads beyond a narrow signal, which is harmless and needs no case for each size.
      return readable.memory.getLong(wordOffset + readable.bias) & mask;
    } catch (IndexOutOfBoundsException e) {
      throw isWide() ? wide() : pins.refused("read", name(), e);
    }
  }

  @Override
  public void set(long value) {
    if (writable == null || (value & ~mask) != 0) {
      setBytes(longBytes(value));
      return;
    }
    try {
      writable.memory.putLong(wordOffset + writable.bias, value);
    } catch (IndexOutOfBoundsException e) {
      if (!isWide()) {
        throw pins.refused("write", name(), e);
      }
      setBytes(longBytes(value));
    }
  }

  @Override
  public byte[] getBytes() {
    try {
      byte[] bytes = new byte[(widthBits() + 7) / 8];
      readable.memory.get(offset + readable.bias, bytes);
      return bytes;
    } catch (IndexOutOfBoundsException e) {
      throw pins.refused("read", name(), e);
    }
  }

  @Override
  public void setBytes(byte[] bytes) {
    checkFits(bytes);
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
      throw pins.refused("write", name(), e);
    }
  }
}
