package tandem.model.rx;

import tandem.model.record.SteeringCommand;

/** Puts a steering command together; what is not said is 0. */
final class CommandOf {
  private final int op;
  private final int guest;
  private long mac;
  private int vlan;
  private int queue;
  private boolean enabled;
  private boolean antiSpoof;
  private boolean loopback;
  private ConnectionKey key = new ConnectionKey(0, 0, 0, 0, 0, 0, 0, 0, 0);

  private CommandOf(int op, int guest) {
    this.op = op;
    this.guest = guest;
  }

  static CommandOf op(int op, int guest) {
    return new CommandOf(op, guest);
  }

  CommandOf mac(long value) {
    mac = value;
    return this;
  }

  CommandOf vlan(int value) {
    vlan = value;
    return this;
  }

  CommandOf queue(int value) {
    queue = value;
    return this;
  }

  CommandOf bits(boolean enabledBit, boolean antiSpoofBit, boolean loopbackBit) {
    enabled = enabledBit;
    antiSpoof = antiSpoofBit;
    loopback = loopbackBit;
    return this;
  }

  /** All of the connection but its guest. */
  CommandOf key(ConnectionKey value) {
    key = value;
    return this;
  }

  SteeringCommand command(int tag, int issuer) {
    return new SteeringCommand(
        tag,
        issuer,
        op,
        guest,
        mac,
        vlan,
        queue,
        enabled,
        antiSpoof,
        loopback,
        key.kind(),
        key.ipVersion(),
        key.sourceHigh(),
        key.sourceLow(),
        key.destinationHigh(),
        key.destinationLow(),
        key.sourcePort(),
        key.destinationPort());
  }
}
