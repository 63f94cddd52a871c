package tandem.cosim.workrequest;

import tandem.model.record.ScheduledRequest;
import tandem.model.record.WorkStatus;
import tandem.model.tx.ContextCache;

/**
 * A request was looked up; fields as in the contract, section 6.
 *
 * @param slot 0 where it was passed
 * @param victim connection thrown out, 0 if none
 * @param writeback whether the victim is written back
 */
public record LookupEvent(
    LookupKind kind,
    int connection,
    int slot,
    long entry,
    WorkStatus status,
    boolean victimValid,
    int victim,
    boolean writeback) {
  /** What the model says of the request it has just looked up. */
  static LookupEvent of(ContextCache cache, ScheduledRequest request, LookupKind kind) {
    boolean evicts = kind == LookupKind.MISS && cache.victimConnection() >= 0;
    return new LookupEvent(
        kind,
        request.connection(),
        cache.slot(),
        request.entry(),
        cache.status(),
        evicts,
        evicts ? cache.victimConnection() : 0,
        evicts && cache.writeback());
  }
}
