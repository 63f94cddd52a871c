package tandem.model.time;

/**
 * Predicted cycles of one run of guest steering; all numbers are those of the handshakes.
 *
 * @param headerCycles for each header
 * @param firstCopy for each header the index of its first copy, and behind the last one the number
 *     of copies
 * @param outCycles for each copy, in the order of {@code out}
 * @param commandCycles for each command
 * @param answerCycles for each command
 * @param lastCycle the last cycle in which anything happened, -1 if nothing did
 */
public record SteeringPrediction(
    long[] headerCycles,
    int[] firstCopy,
    long[] outCycles,
    long[] commandCycles,
    long[] answerCycles,
    long lastCycle) {}
