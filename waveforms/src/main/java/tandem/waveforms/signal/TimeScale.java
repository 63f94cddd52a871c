package tandem.waveforms.signal;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one unit of dump time lasts: ten to the power of {@code exponent} seconds.
 *
 * @param exponent from -21 (1 zs, which FST can hold) to 2 (100 s)
 */
public record TimeScale(int exponent) {
  /** One nanosecond; what is taken for dumps that declare nothing. */
  public static final TimeScale NANOSECOND = new TimeScale(-9);

  private static final String[] UNITS = {"s", "ms", "us", "ns", "ps", "fs", "as", "zs"};
  private static final Pattern FORM = Pattern.compile("(1|10|100)\\s*([munpfaz]?s)");

  public TimeScale {
    if (exponent < -21 || exponent > 2) {
      throw new IllegalArgumentException("time unit 10^exponent s: exponent=" + exponent);
    }
  }

  /** Reads the body of {@code $timescale}, such as `10 ns`. */
  public static TimeScale parse(String text) {
    Matcher m = FORM.matcher(text.trim().toLowerCase(Locale.ROOT));
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "a time unit is 1, 10 or 100 of s, ms, us, ns, ps or fs: '" + text.trim() + "'");
    }
    int zeros = m.group(1).length() - 1;
    for (int i = 0; i < UNITS.length; i++) {
      if (UNITS[i].equals(m.group(2))) {
        return new TimeScale(zeros - 3 * i);
      }
    }
    throw new IllegalArgumentException("unknown time unit '" + m.group(2) + "'");
  }

  /** How many of the finer unit make one of this; throws if {@code finer} is the coarser one. */
  public long factorTo(TimeScale finer) {
    if (finer.exponent > exponent) {
      throw new IllegalArgumentException(finer + " is coarser than " + this);
    }
    long factor = 1;
    for (int i = finer.exponent; i < exponent; i++) {
      factor = Math.multiplyExact(factor, 10L);
    }
    return factor;
  }

  @Override
  public String toString() {
    int unit = exponent >= 0 ? 0 : (-exponent + 2) / 3;
    return "1" + "0".repeat(exponent + 3 * unit) + " " + UNITS[unit];
  }
}
