package tandem.cosim.tx;

/**
 * How host memory answers the traffic of contexts.
 *
 * @param seed of the contexts, the latencies and the failures
 * @param loadCycles least cycles from a load to its first line
 * @param loadJitterCycles most by which that varies, so that loads end in another order
 * @param spacingCycles most cycles between two lines of a load
 * @param storeCycles least cycles from the last line of a write-back to its answer
 * @param storeJitterCycles most by which that varies
 * @param failedPerMille loads of a thousand with a line that cannot be read
 * @param foreignPerMille loads of a thousand that bring the context of somebody else
 * @param badQueuePerMille loads of a thousand with an illegal size of the work queue
 */
public record HostContextSpec(
    long seed,
    int loadCycles,
    int loadJitterCycles,
    int spacingCycles,
    int storeCycles,
    int storeJitterCycles,
    int failedPerMille,
    int foreignPerMille,
    int badQueuePerMille) {
  /** Never fails, always takes that long. */
  public static HostContextSpec steady(int loadCycles) {
    return new HostContextSpec(1, loadCycles, 0, 1, loadCycles, 0, 0, 0, 0);
  }
}
