package tandem.model.record;

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
    boolean writeback) {}
