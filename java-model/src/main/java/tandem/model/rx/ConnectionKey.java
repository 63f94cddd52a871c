package tandem.model.rx;

import tandem.model.record.SteeringCommand;
import tandem.model.record.SteeringHeader;

/**
 * A connection of a guest as its received frames show it: the source is the remote end (GS-50).
 *
 * @param guest 8 bit
 * @param kind code of UDP or TCP, 3 bit
 * @param ipVersion 4 bit
 * @param sourceHigh 64 bit
 * @param sourceLow 64 bit
 * @param destinationHigh 64 bit
 * @param destinationLow 64 bit
 * @param sourcePort 16 bit
 * @param destinationPort 16 bit
 */
record ConnectionKey(
    int guest,
    int kind,
    int ipVersion,
    long sourceHigh,
    long sourceLow,
    long destinationHigh,
    long destinationLow,
    int sourcePort,
    int destinationPort)
    implements RowKey {
  private static final int PORT_BITS = 16;

  static ConnectionKey of(SteeringCommand command) {
    return new ConnectionKey(
        command.guest(),
        command.kind(),
        command.ipVersion(),
        command.sourceHigh(),
        command.sourceLow(),
        command.destinationHigh(),
        command.destinationLow(),
        command.sourcePort(),
        command.destinationPort());
  }

  /** The connection that a frame belongs to if its receiver is that guest. */
  static ConnectionKey of(int guest, SteeringHeader header) {
    return new ConnectionKey(
        guest,
        header.kind(),
        header.ipVersion(),
        header.sourceHigh(),
        header.sourceLow(),
        header.destinationHigh(),
        header.destinationLow(),
        header.sourcePort(),
        header.destinationPort());
  }

  /** Guest, kind and version select nothing; they are compared. */
  @Override
  public int row(int rowBits) {
    int addresses = 2 * PORT_BITS;
    return RowKey.fold(destinationPort, 0, rowBits)
        ^ RowKey.fold(sourcePort, PORT_BITS, rowBits)
        ^ RowKey.fold(destinationLow, addresses, rowBits)
        ^ RowKey.fold(destinationHigh, addresses + Long.SIZE, rowBits)
        ^ RowKey.fold(sourceLow, addresses + 2 * Long.SIZE, rowBits)
        ^ RowKey.fold(sourceHigh, addresses + 3 * Long.SIZE, rowBits);
  }
}
