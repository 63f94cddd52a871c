package tandem.model.record;

/** The load of a context came to its end; fields as in the contract, section 6. */
public record LoadedEvent(int slot, int connection, boolean failed) {}
