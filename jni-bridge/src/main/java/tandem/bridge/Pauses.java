package tandem.bridge;

import java.util.Locale;
import java.util.Random;

/**
 * A pause pattern: in which cycles an agent does not offer a new record (source) or is not ready
 * (sink). One period of a table that repeats, so Java and native agents read the same pattern.
 */
public final class Pauses {
  /** Cycles in a period of a generated pattern. */
  public static final int PERIOD_CYCLES = 8192;

  private static final int BITS_PER_WORD = 64;

  private final String name;
  private final long[] bits;

  private Pauses(String name, long[] bits) {
    this.name = name;
    this.bits = bits;
  }

  /** Never pauses. */
  public static Pauses never() {
    return new Pauses("never", new long[1]);
  }

  /** Pauses until another pattern takes its place. */
  public static Pauses always() {
    return new Pauses("always", new long[] {-1});
  }

  /** Pauses in {@code pausedCycles} of every {@code periodCycles} (a power of two, at most 64). */
  public static Pauses regular(int pausedCycles, int periodCycles) {
    if (Integer.bitCount(periodCycles) != 1
        || periodCycles > BITS_PER_WORD
        || pausedCycles < 0
        || pausedCycles >= periodCycles) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "0 <= pausedCycles < periodCycles, a power of two up to 64: pausedCycles=%d periodCycles=%d",
              pausedCycles,
              periodCycles));
    }
    long word = 0;
    for (int cycle = 0; cycle < BITS_PER_WORD; cycle++) {
      word |= cycle % periodCycles < pausedCycles ? 1L << cycle : 0;
    }
    return new Pauses(pausedCycles + "-of-" + periodCycles, new long[] {word});
  }

  /** Pauses in each cycle with the given probability, 0 to 99 percent. */
  public static Pauses random(long seed, int percent) {
    Random random = new Random(seed);
    Pauses pauses = empty("random-" + percent);
    for (int cycle = 0; cycle < PERIOD_CYCLES; cycle++) {
      pauses.mark(cycle, random.nextInt(100) < percent);
    }
    return pauses;
  }

  /** Runs of pausing and not pausing, each 1 to {@code longestCycles} long. */
  public static Pauses bursts(long seed, int longestCycles) {
    Random random = new Random(seed);
    Pauses pauses = empty("bursts-" + longestCycles);
    boolean paused = false;
    for (int cycle = 0; cycle < PERIOD_CYCLES; paused = !paused) {
      for (int left = 1 + random.nextInt(longestCycles);
          left > 0 && cycle < PERIOD_CYCLES;
          left--) {
        pauses.mark(cycle++, paused);
      }
    }
    return pauses;
  }

  private static Pauses empty(String name) {
    return new Pauses(name, new long[PERIOD_CYCLES / BITS_PER_WORD]);
  }

  private void mark(int cycle, boolean paused) {
    if (paused) {
      bits[cycle / BITS_PER_WORD] |= 1L << cycle % BITS_PER_WORD;
    }
  }

  /** Whether the agent pauses in that cycle. */
  public boolean at(long cycle) {
    long bit = cycle & ((long) bits.length * BITS_PER_WORD - 1);
    return (bits[(int) (bit / BITS_PER_WORD)] >>> bit % BITS_PER_WORD & 1) != 0;
  }

  /** The table, bit {@code c % 64} of word {@code c / 64} for cycle c. */
  long[] bits() {
    return bits;
  }

  /** What the pattern is, for logs and case files. */
  @Override
  public String toString() {
    return name;
  }
}
