package tandem.bridge;

import java.util.Map;

/** A handle on a memory or array inside the design: elements are read by index, from 0. */
public final class Memory {
  private final String name;
  private final Signal[] elements;

  Memory(Pins pins, SignalShape shape, int offset) {
    this.name = shape.name();
    this.elements = new Signal[shape.depth()];
    for (int i = 0; i < elements.length; i++) {
      int at = offset + i * Signal.storageBytes(shape.widthBits());
      elements[i] =
          new Signal(
              pins,
              name + "[" + i + "]",
              shape.widthBits(),
              new Signal.Place(Signal.Direction.INTERNAL, at, -1),
              Map.copyOf(shape.fields()));
    }
  }

  public String name() {
    return name;
  }

  /** Number of elements; those of an array of several dimensions are counted through. */
  public int depth() {
    return elements.length;
  }

  /** Width of one element. */
  public int widthBits() {
    return elements[0].widthBits();
  }

  /**
   * The handle on one element.
   *
   * @throws IndexOutOfBoundsException beyond the depth
   */
  public Signal at(int index) {
    return elements[java.util.Objects.checkIndex(index, elements.length)];
  }

  /** The value of an element of at most 64 bits. */
  public long get(int index) {
    return at(index).get();
  }
}
