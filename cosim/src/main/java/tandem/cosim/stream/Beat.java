package tandem.cosim.stream;

/**
 * A record that crossed a stream.
 *
 * @param offeredCycle cycle in which valid rose for it, or, of a source, in which it could at the
 *     earliest
 * @param cycle cycle of the handshake
 */
public record Beat<R extends Record>(R record, long offeredCycle, long cycle) {}
