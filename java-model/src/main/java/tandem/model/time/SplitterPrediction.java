package tandem.model.time;

/**
 * Predicted cycles of one run; all numbers are those of the handshakes.
 *
 * @param acceptCycles for each request, in acceptance order
 * @param firstBurst for each request the index of its first burst, and behind the last one the
 *     number of bursts, so that request {@code i} has the bursts {@code firstBurst[i]} up to but
 *     not including {@code firstBurst[i + 1]}
 * @param burstCycles for each burst, in issue order
 * @param doneCycles for each request
 * @param lastCycle the last cycle in which anything happened
 */
public record SplitterPrediction(
    long[] acceptCycles, int[] firstBurst, long[] burstCycles, long[] doneCycles, long lastCycle) {

  public int requests() {
    return acceptCycles.length;
  }

  public int bursts() {
    return burstCycles.length;
  }
}
