package tandem.model.record;

/** Where a guest is behind its turn (GA-64, GA-65). The order of the constants is the encoding. */
public enum GuestPlace {
  /** Nothing waits. */
  IDLE,
  /** It waits for its next turn. */
  LISTED,
  /** Something waits, but the rate of the guest is used up. */
  THROTTLED
}
