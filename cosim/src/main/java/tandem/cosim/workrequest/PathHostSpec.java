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
 * @param fresh whether both indices of every context begin at 0, as the host creates it, and not
 *     anywhere
 */
public record PathHostSpec(
    int latencyCycles,
    int jitterCycles,
    int spacingCycles,
    int failedLoadsPerMille,
    int failedFetchesPerMille,
    int poisonedPerMille,
    long seed,
    boolean fresh) {
  /** The reference machine: 225 cycles, in order, nothing wrong. */
  public static final PathHostSpec REFERENCE = steady(225, 0);

  /** A host that answers in order and has nothing wrong. */
  public static PathHostSpec steady(int latencyCycles, long seed) {
    return new PathHostSpec(latencyCycles, 0, 0, 0, 0, 0, seed, false);
  }

  /** The same with fresh contexts. */
  public PathHostSpec withFreshContexts() {
    return new PathHostSpec(
        latencyCycles,
        jitterCycles,
        spacingCycles,
        failedLoadsPerMille,
        failedFetchesPerMille,
        poisonedPerMille,
        seed,
        true);
  }

  /** Whether anything is wrong with it. */
  public boolean hasFaults() {
    return failedLoadsPerMille + failedFetchesPerMille + poisonedPerMille > 0;
  }
}
