package tandem.cosim.tx;

/**
 * How host memory gives lines of descriptors, and what is wrong with them.
 *
 * @param latencyCycles from a fetch to its line, at least 1
 * @param jitterCycles most that is added for a line, which reorders lines
 * @param failedPercent lines that fail whenever they are read
 * @param wrongPercent descriptors that are not those that were posted
 * @param seed of all that is random
 */
public record FetchMemorySpec(
    int latencyCycles, int jitterCycles, int failedPercent, int wrongPercent, long seed) {
  /** The reference machine: 225 cycles, in order, nothing wrong. */
  public static final FetchMemorySpec REFERENCE = new FetchMemorySpec(225, 0, 0, 0, 0);
}
