package tandem.model.record;

/** A request left with its context; fields as in the contract, section 6. */
public record IssueEvent(int connection, long entry) {}
