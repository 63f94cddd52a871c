package tandem.model;

import java.util.Arrays;

/** Checks of values against the rules of the contract; every message carries {@code name=value}. */
public final class Require {
  private Require() {}

  /** Fails with {@link IllegalArgumentException} unless {@code minimum <= value <= maximum}. */
  public static void range(String name, long value, long minimum, long maximum) {
    if (value < minimum || value > maximum) {
      throw new IllegalArgumentException(
          name + " must lie in " + minimum + ".." + maximum + ": " + name + "=" + value);
    }
  }

  /** Fails with {@link IllegalArgumentException} unless {@code value} is among {@code allowed}. */
  public static void oneOf(String name, long value, long... allowed) {
    for (long candidate : allowed) {
      if (candidate == value) {
        return;
      }
    }
    throw new IllegalArgumentException(
        name + " must be one of " + Arrays.toString(allowed) + ": " + name + "=" + value);
  }

  /** Fails unless {@code value} is a power of two in {@code minimum..maximum}. */
  public static void powerOfTwo(String name, long value, long minimum, long maximum) {
    if (value < minimum || value > maximum || Long.bitCount(value) != 1) {
      throw new IllegalArgumentException(
          name
              + " must be a power of two in "
              + minimum
              + ".."
              + maximum
              + ": "
              + name
              + "="
              + value);
    }
  }
}
