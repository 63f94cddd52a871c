package tandem.cosim.timing;

import java.util.Map;

/**
 * What the timing model says of a scenario, alone.
 *
 * @param source the stream whose records cause the others
 * @param cycles for each stream the cycle of each of its handshakes
 * @param causes for each stream that is measured, and each of its records, the number of the record
 *     of its source since which its delay counts
 * @param sources the streams that have another source, and which
 */
public record Prediction(
    String source,
    Map<String, long[]> cycles,
    Map<String, int[]> causes,
    Map<String, String> sources) {
  /** All streams have the same source. */
  public Prediction(String source, Map<String, long[]> cycles, Map<String, int[]> causes) {
    this(source, cycles, causes, Map.of());
  }

  /** The stream whose records cause those of a stream. */
  public String sourceOf(String stream) {
    return sources.getOrDefault(stream, source);
  }
}
