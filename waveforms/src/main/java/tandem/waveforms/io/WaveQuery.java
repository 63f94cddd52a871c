package tandem.waveforms.io;

import java.util.BitSet;

/**
 * What part of a dump to read.
 *
 * @param from first moment wanted; the values that hold there are delivered at it
 * @param to last moment wanted
 * @param valueIds wanted values, null for all
 */
public record WaveQuery(long from, long to, BitSet valueIds) {
  private static final WaveQuery ALL = new WaveQuery(0, Long.MAX_VALUE, null);

  public WaveQuery {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("window from=" + from + " to=" + to);
    }
  }

  /** Everything. */
  public static WaveQuery all() {
    return ALL;
  }

  /** The same values, only from {@code first} to {@code last}, both included. */
  public WaveQuery window(long first, long last) {
    return new WaveQuery(first, last, valueIds);
  }

  /** The same window, only these values. */
  public WaveQuery only(BitSet values) {
    return new WaveQuery(from, to, (BitSet) values.clone());
  }

  /** Whether the value is wanted. */
  public boolean wants(int valueId) {
    return valueIds == null || valueIds.get(valueId);
  }
}
