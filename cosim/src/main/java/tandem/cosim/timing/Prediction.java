package tandem.cosim.timing;

import java.util.Map;

/**
 * What the timing model says of a scenario, alone.
 *
 * @param source the stream whose records cause the others
 * @param cycles for each stream the cycle of each of its handshakes
 * @param causes for each stream that is measured, and each of its records, the number of the record
 *     of {@code source} since which its delay counts
 */
public record Prediction(String source, Map<String, long[]> cycles, Map<String, int[]> causes) {}
