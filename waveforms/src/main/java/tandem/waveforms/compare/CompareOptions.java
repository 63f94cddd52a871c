package tandem.waveforms.compare;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * How to compare.
 *
 * @param clock its name on each side; null to look for `clock` or `clk`
 * @param reset its name on each side, either may be null; samples under reset do not count
 * @param resetActiveLow whether reset holds at 0
 * @param fallingEdge whether the falling edge samples
 * @param sampleAfter whether values are taken after the changes at the edge rather than before
 * @param tolerance bound of TOLERANCE
 * @param ignoreTail whether the side that goes on longer is cut where the other ends
 * @param firstCycle number of the first edge that counts
 * @param radix in which values are shown
 * @param maxPending records of one stream that may wait for the other side before it is missing
 *     them
 */
public record CompareOptions(
    CompareMode mode,
    Names clock,
    Names reset,
    boolean resetActiveLow,
    boolean fallingEdge,
    boolean sampleAfter,
    NameMapping mapping,
    List<Mask> masks,
    List<DontCare> dontCare,
    UnknownPolicy unknown,
    Tolerance tolerance,
    boolean ignoreTail,
    long firstCycle,
    Radix radix,
    int maxPending) {

  /** A signal by its name on the expected and on the actual side. */
  public record Names(String expected, String actual) {
    /** Reads `NAME` or `EXPECTED,ACTUAL`; an empty part is null. */
    public static Names parse(String text) {
      String[] parts = text.split(",", -1);
      if (parts.length > 2) {
        throw new IllegalArgumentException("NAME or EXPECTED,ACTUAL: '" + text + "'");
      }
      String second = parts[parts.length - 1];
      return new Names(parts[0].isEmpty() ? null : parts[0], second.isEmpty() ? null : second);
    }
  }

  /** Bits that are compared in signals that fit the pattern; the others are not. */
  public record Mask(Glob signals, BigInteger bits) {
    /** Reads `GLOB=HEX`. */
    public static Mask parse(String text) {
      int cut = text.lastIndexOf('=');
      try {
        String hex = text.substring(cut + 1).replaceFirst("^0[xX]", "");
        return new Mask(Glob.of(text.substring(0, Math.max(cut, 0))), new BigInteger(hex, 16));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("a mask is SIGNALS=HEX: '" + text + "'", e);
      }
    }
  }

  /** Cycles (in TIME mode: times of the expected dump) at which matching signals may differ. */
  public record DontCare(long from, long to, Glob signals) {
    /** Reads `FROM..TO` or `FROM..TO@GLOB`. */
    public static DontCare parse(String text) {
      int at = text.indexOf('@');
      String range = at < 0 ? text : text.substring(0, at);
      String[] ends = range.split("\\.\\.", 2);
      try {
        Glob glob = Glob.of(at < 0 ? "*" : text.substring(at + 1));
        return new DontCare(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]), glob);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("a window is FROM..TO[@SIGNALS]: '" + text + "'", e);
      }
    }
  }

  /** The larger of a number of cycles and a percentage of the cycles passed so far. */
  public record Tolerance(long cycles, double percent) {
    /** Reads `N` or `P%`. */
    public static Tolerance parse(String text) {
      try {
        if (text.matches("[0-9]+")) {
          return new Tolerance(Long.parseLong(text), 0);
        }
        if (text.matches("[0-9]+(\\.[0-9]+)?%")) {
          return new Tolerance(0, Double.parseDouble(text.substring(0, text.length() - 1)));
        }
      } catch (NumberFormatException e) {
        // refused below: more digits than there are cycles
      }
      throw new IllegalArgumentException("a tolerance is CYCLES or PERCENT%: '" + text + "'");
    }

    /** In words: `within 4 cycles`, `within 2.5 %`. */
    @Override
    public String toString() {
      return percent == 0 ? "within " + cycles + " cycles" : "within " + percent + " %";
    }

    boolean allows(long expectedCycle, long actualCycle) {
      long drift = Math.abs(actualCycle - expectedCycle);
      return drift <= cycles || drift <= percent * expectedCycle / 100;
    }
  }

  /** Starts from: equal names, rising edge, values before it, unknown digits exact. */
  public static Builder of(CompareMode mode) {
    return new Builder(mode);
  }

  /** Collects options. */
  public static final class Builder {
    private final CompareMode mode;
    private Names clock;
    private Names reset;
    private boolean resetActiveLow;
    private boolean fallingEdge;
    private boolean sampleAfter;
    private NameMapping mapping = NameMapping.IDENTITY;
    private final List<Mask> masks = new ArrayList<>();
    private final List<DontCare> dontCare = new ArrayList<>();
    private UnknownPolicy unknown = UnknownPolicy.EXACT;
    private Tolerance tolerance = new Tolerance(0, 0);
    private boolean ignoreTail;
    private long firstCycle;
    private Radix radix = Radix.HEXADECIMAL;
    private int maxPending = 100_000;

    private Builder(CompareMode mode) {
      this.mode = mode;
    }

    /** Names the clock. */
    public Builder clock(Names names) {
      clock = names;
      return this;
    }

    /** Names the reset and says at which level it holds. */
    public Builder reset(Names names, boolean activeLow) {
      reset = names;
      resetActiveLow = activeLow;
      return this;
    }

    /** Samples at the falling edge. */
    public Builder fallingEdge(boolean falling) {
      fallingEdge = falling;
      return this;
    }

    /** Samples after the changes at the edge. */
    public Builder sampleAfter(boolean after) {
      sampleAfter = after;
      return this;
    }

    /** Maps names. */
    public Builder mapping(NameMapping value) {
      mapping = value;
      return this;
    }

    /** Compares only some bits. */
    public Builder mask(Mask mask) {
      masks.add(mask);
      return this;
    }

    /** Does not compare for a while. */
    public Builder dontCare(DontCare window) {
      dontCare.add(window);
      return this;
    }

    /** Treats unknown digits so. */
    public Builder unknown(UnknownPolicy policy) {
      unknown = policy;
      return this;
    }

    /** Bounds the drift. */
    public Builder tolerance(Tolerance bound) {
      tolerance = bound;
      return this;
    }

    /** Cuts the longer side. */
    public Builder ignoreTail(boolean ignore) {
      ignoreTail = ignore;
      return this;
    }

    /** Numbers the edges from here, for dumps that begin in the middle of a run. */
    public Builder firstCycle(long cycle) {
      firstCycle = cycle;
      return this;
    }

    /** Shows values so. */
    public Builder radix(Radix shown) {
      radix = shown;
      return this;
    }

    /** Bounds what waits in memory. */
    public Builder maxPending(int records) {
      maxPending = records;
      return this;
    }

    /** The options. */
    public CompareOptions build() {
      return new CompareOptions(
          mode,
          clock,
          reset,
          resetActiveLow,
          fallingEdge,
          sampleAfter,
          mapping,
          List.copyOf(masks),
          List.copyOf(dontCare),
          unknown,
          tolerance,
          ignoreTail,
          firstCycle,
          radix,
          maxPending);
    }
  }
}
