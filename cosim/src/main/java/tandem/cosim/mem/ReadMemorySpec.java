package tandem.cosim.mem;

/**
 * How memory returns the data of read bursts.
 *
 * @param latencyCycles least cycles from a burst to its first piece, at least 1
 * @param jitterCycles most that is added for a burst, which reorders bursts
 * @param spacingCycles added for each further piece of a burst, which interleaves bursts
 * @param boundaryBytes read completion boundary, 32 or 64
 * @param seed of jitter and data
 */
public record ReadMemorySpec(
    int latencyCycles, int jitterCycles, int spacingCycles, int boundaryBytes, long seed) {
  /** In order, after a fixed latency, as fast as the stream takes it. */
  public static final ReadMemorySpec IN_ORDER = new ReadMemorySpec(100, 0, 0, 64, 0);
}
