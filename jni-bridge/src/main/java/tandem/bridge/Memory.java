package tandem.bridge;

/** A handle on a memory or array inside the design: elements are read by index, from 0. */
public final class Memory {
  private final String name;
  private final Signal[] elements;

  /**
   * @param elements in order; at least one
   */
  public Memory(String name, Signal... elements) {
    this.name = name;
    this.elements = elements.clone();
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
