package tandem.cosim.tx;

/**
 * How operations end.
 *
 * @param seed of the delays and failures
 * @param cycles least cycles from the hand-over of a request to its release
 * @param jitterCycles most by which that varies
 * @param readCycles least cycles more that a read takes
 * @param readJitterCycles most by which that varies
 * @param failedPerMille operations of a thousand that fail, besides those that are no operations
 */
public record ExecutionSpec(
    long seed,
    int cycles,
    int jitterCycles,
    int readCycles,
    int readJitterCycles,
    int failedPerMille) {
  /** Never fails, always takes that long. */
  public static ExecutionSpec steady(int cycles, int readCycles) {
    return new ExecutionSpec(1, cycles, 0, readCycles, 0, 0);
  }
}
