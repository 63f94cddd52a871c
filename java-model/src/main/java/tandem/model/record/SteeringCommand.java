package tandem.model.record;

import tandem.model.Require;

/**
 * A change of the steering tables (GS-7, GS-8). Fields that the operation does not use are ignored.
 *
 * @param tag given back with the answer, 16 bit
 * @param issuer guest on whose page the command came, 8 bit
 * @param op operation, 4 bit; a plain number, since illegal ones are answered
 * @param guest guest that the command is about, 8 bit
 * @param mac station or group address, 48 bit
 * @param vlan 12 bit
 * @param queue of a connection, 16 bit
 * @param enabled whether the guest takes part
 * @param antiSpoof whether the source of its frames is checked
 * @param loopback whether its frames are switched inside
 * @param kind of a connection, 3 bit
 * @param ipVersion of a connection, 4 bit
 * @param sourceHigh upper half of the remote address, 64 bit
 * @param sourceLow lower half, 64 bit
 * @param destinationHigh upper half of the local address, 64 bit
 * @param destinationLow lower half, 64 bit
 * @param sourcePort remote port, 16 bit
 * @param destinationPort local port, 16 bit
 */
public record SteeringCommand(
    int tag,
    int issuer,
    int op,
    int guest,
    long mac,
    int vlan,
    int queue,
    boolean enabled,
    boolean antiSpoof,
    boolean loopback,
    int kind,
    int ipVersion,
    long sourceHigh,
    long sourceLow,
    long destinationHigh,
    long destinationLow,
    int sourcePort,
    int destinationPort) {
  public static final int SET_GUEST = 0;
  public static final int ADD_MAC = 1;
  public static final int REMOVE_MAC = 2;
  public static final int JOIN = 3;
  public static final int LEAVE = 4;
  public static final int ADD_CONNECTION = 5;
  public static final int REMOVE_CONNECTION = 6;

  /** Fails with {@link IllegalArgumentException} for a value that the field cannot hold. */
  public SteeringCommand {
    Require.range("tag", tag, 0, 0xFFFF);
    Require.range("issuer", issuer, 0, 0xFF);
    Require.range("op", op, 0, 15);
    Require.range("guest", guest, 0, 0xFF);
    Require.range("mac", mac, 0, 0xFFFF_FFFF_FFFFL);
    Require.range("vlan", vlan, 0, 0xFFF);
    Require.range("queue", queue, 0, 0xFFFF);
    Require.range("kind", kind, 0, 7);
    Require.range("ipVersion", ipVersion, 0, 15);
    Require.range("sourcePort", sourcePort, 0, 0xFFFF);
    Require.range("destinationPort", destinationPort, 0, 0xFFFF);
  }
}
