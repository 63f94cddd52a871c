package tandem.model.time;

/**
 * Predicted cycles of one stage; all numbers are those of the handshakes.
 *
 * @param inCycles for each record or beat taken
 * @param causes for each record given the number of the last one taken that it needs
 * @param outCycles for each record given
 */
public record StagePrediction(long[] inCycles, int[] causes, long[] outCycles) {}
