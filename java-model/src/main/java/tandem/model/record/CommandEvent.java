package tandem.model.record;

/** A command took effect; fields as in the contract, section 6. */
public record CommandEvent(CommandKind kind, int connection) {}
