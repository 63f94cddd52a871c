package tandem.model.tx;

/**
 * The read-only counters of the guest arbiter (GA-70 to GA-72). The order of the constants is the
 * order of the addresses.
 */
public enum ArbiterCounter {
  PAGE_WRITES("pageWrites"),
  UNKNOWN_PAGES("unknownPages"),
  BAD_OFFSETS("badOffsets"),
  DISABLED_DOORBELLS("disabledDoorbells"),
  FOREIGN_CONNECTIONS("foreignConnections"),
  OVERFLOW_DOORBELLS("overflowDoorbells"),
  ACCEPTED_DOORBELLS("acceptedDoorbells"),
  FORGED_GUESTS("forgedGuests"),
  WAITING_REQUESTS("waitingRequests"),
  GRANTS("grants"),
  GRANTED_BYTES("grantedBytes"),
  SLICED_REQUESTS("slicedRequests"),
  TURNS("turns"),
  CONTINUED_TURNS("continuedTurns"),
  SKIPS("skips"),
  SWITCHES("switches"),
  SWITCH_WAIT_CYCLES("switchWaitCycles"),
  THROTTLES("throttles"),
  COMMANDS("commands"),
  REJECTED_COMMANDS("rejectedCommands"),
  REFUSED_COMMANDS("refusedCommands"),
  WATCHED_GRANTS("watchedGrants"),
  WATCHED_BYTES("watchedBytes"),
  WATCHED_REJECTS("watchedRejects");

  private final String label;

  ArbiterCounter(String label) {
    this.label = label;
  }

  /** Name in the register map. */
  public String label() {
    return label;
  }

  /** Byte address in the register map, behind the writable registers. */
  public int address() {
    return 8 * (GuestArbiterConfig.registers().size() + ordinal());
  }
}
