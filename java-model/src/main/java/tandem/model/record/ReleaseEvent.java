package tandem.model.record;

/** The cache took an operation back; fields as in the contract, section 6. */
public record ReleaseEvent(int slot, int connection, boolean read, boolean failed) {}
