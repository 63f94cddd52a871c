package tandem.model.record;

/**
 * The load of a context began that no request waits for; fields as in the contract, section 6.
 *
 * @param victim connection thrown out, 0 if none
 * @param writeback whether the victim is written back
 */
public record PrefetchEvent(
    int connection, int slot, boolean victimValid, int victim, boolean writeback) {}
