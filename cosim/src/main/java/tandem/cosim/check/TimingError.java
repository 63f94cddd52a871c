package tandem.cosim.check;

/**
 * How far the model's predicted cycles are from the RTL's in one run.
 *
 * @param bursts bursts compared
 * @param throughputPercent difference of the cycles from the first acceptance to the last burst, in
 *     percent of the RTL's
 * @param latencyPercent mean absolute difference of a burst's delay since acceptance, in percent of
 *     the RTL's mean delay
 * @param worstCycles greatest difference of one burst's cycle
 */
public record TimingError(
    long bursts, double throughputPercent, double latencyPercent, long worstCycles) {
  /** Nothing was compared. */
  public static final TimingError NONE = new TimingError(0, 0, 0, 0);

  /** Whether there were predicted cycles to compare. */
  public boolean wasCompared() {
    return bursts > 0;
  }

  /** The worse of both in every respect. */
  public TimingError worse(TimingError other) {
    return new TimingError(
        bursts + other.bursts,
        Math.max(throughputPercent, other.throughputPercent),
        Math.max(latencyPercent, other.latencyPercent),
        Math.max(worstCycles, other.worstCycles));
  }
}
