package tandem.cosim.workrequest;

import tandem.model.tx.ContextCache;

/**
 * The load of a context began that no request waits for; fields as in the contract, section 6.
 *
 * @param victim connection thrown out, 0 if none
 * @param writeback whether the victim is written back
 */
public record PrefetchEvent(
    int connection, int slot, boolean victimValid, int victim, boolean writeback) {
  /** What the model says of the load it has just begun. */
  static PrefetchEvent of(ContextCache cache, int connection, int slot) {
    boolean evicts = cache.victimConnection() >= 0;
    return new PrefetchEvent(
        connection,
        slot,
        evicts,
        evicts ? cache.victimConnection() : 0,
        evicts && cache.writeback());
  }
}
