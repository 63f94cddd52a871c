package tandem.waveforms.signal;

/** What the values of a signal are made of. */
public enum SignalKind {
  /** Four-state (or nine-state) digits, one byte each. */
  BITS,
  /** A 64-bit floating point number. */
  REAL,
  /** A string of bytes of any length. */
  TEXT,
  /** A named event: it has no level, each change is one occurrence. */
  EVENT;

  /** The kind of a variable; one of no bits is a text that never comes. */
  public static SignalKind of(String type, int widthBits) {
    return widthBits == 0 ? TEXT : ofType(type);
  }

  /** The kind that a VCD variable type (`wire`, `real`, `string`, ...) stands for. */
  public static SignalKind ofType(String type) {
    return switch (type) {
      case "real", "realtime", "real_parameter", "shortreal" -> REAL;
      case "string" -> TEXT;
      case "event" -> EVENT;
      default -> BITS;
    };
  }
}
