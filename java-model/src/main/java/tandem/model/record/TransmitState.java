package tandem.model.record;

/**
 * What the transmit snoop last told of a flow (TT-17).
 *
 * @param transmitValid whether it told anything
 * @param transmitSequence 32 bit
 * @param transmitAcknowledgment 32 bit
 * @param transmitWindow 16 bit
 */
public record TransmitState(
    boolean transmitValid, int transmitSequence, int transmitAcknowledgment, int transmitWindow) {
  public static final TransmitState NONE = new TransmitState(false, 0, 0, 0);
}
