package tandem.model.record;

/**
 * What the counters count of the context cache in a cycle; fields as in the contract, section 6.
 */
public record ActivityEvent(
    boolean usesPrefetched, boolean losesPrefetched, boolean loadFails, boolean writesBack) {}
