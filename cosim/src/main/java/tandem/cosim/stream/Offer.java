package tandem.cosim.stream;

/**
 * A record that a source offers.
 *
 * @param afterCycles first cycle in which it may be offered, counted from the start of the stimulus
 */
public record Offer<R extends Record>(long afterCycles, R record) {}
