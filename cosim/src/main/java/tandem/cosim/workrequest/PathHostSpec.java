package tandem.cosim.workrequest;

/**
 * How host memory answers the work-request blocks, and what is wrong with it.
 *
 * @param latencyCycles from a request to its first line or its answer, at least 1
 * @param jitterCycles most that is added for a request, which reorders
 * @param spacingCycles added for each further line of a context, which interleaves contexts
 * @param failedLoadsPerMille loads of which a line comes as failed
 * @param failedFetchesPerMille descriptor lines that come as failed
 * @param poisonedPerMille connections whose context does not pass the integrity check
 * @param seed of all that is random, the contents of the contexts among it
 */
public record PathHostSpec(
    int latencyCycles,
    int jitterCycles,
    int spacingCycles,
    int failedLoadsPerMille,
    int failedFetchesPerMille,
    int poisonedPerMille,
    long seed) {
  /** The reference machine: 225 cycles, in order, nothing wrong. */
  public static final PathHostSpec REFERENCE = new PathHostSpec(225, 0, 0, 0, 0, 0, 0);

  /** Whether anything is wrong with it. */
  public boolean hasFaults() {
    return failedLoadsPerMille + failedFetchesPerMille + poisonedPerMille > 0;
  }
}
