package tandem.model.record;

/**
 * Under LOOKAHEAD a candidate for a victim is looked at; fields as in the contract, section 6.
 *
 * @param connection whose context might give way
 * @param isHere whether it waits in the window
 */
public record WindowEvent(int connection, boolean isHere) {}
