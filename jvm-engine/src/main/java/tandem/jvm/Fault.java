package tandem.jvm;

/**
 * One operation of a design, changed in all instances of its module.
 *
 * @param operation its number in the lowered text
 * @param name what it is, such as {@code comb.mux}
 * @param place in the user's source
 */
public record Fault(int operation, Kind kind, String name, String place) {
  /** What is changed. */
  public enum Kind {
    /** The lowest bit of its first constant operand is the other one. */
    CONSTANT,
    /** Its first operand is 0. */
    OPERAND,
    /** What it chooses by, or what it says of a comparison, is the opposite. */
    CONDITION,
    /** The register or the memory keeps what it has. */
    DROPPED_WRITE
  }

  @Override
  public String toString() {
    return kind + " of " + name + " at " + place + " (operation " + operation + ")";
  }
}
