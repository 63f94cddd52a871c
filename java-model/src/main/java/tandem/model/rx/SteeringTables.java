package tandem.model.rx;

import tandem.model.record.SegmentKind;
import tandem.model.record.SteeringCommand;
import tandem.model.record.SteeringStatus;

/** All that steering commands change, and the checks of a command (GS-40 to GS-50). */
final class SteeringTables {
  /** The VLAN id that is reserved. */
  static final int RESERVED_VLAN = 0xFFF;

  private static final long GROUP_BIT = 1L << 40;

  private final int guests;
  private final GuestSwitches switches;
  private final MacTable macs;
  private final GroupTable groups;
  private final ConnectionTable connections;

  SteeringTables(GuestSteeringConfig config) {
    guests = config.guests();
    switches = new GuestSwitches(guests);
    macs = new MacTable(config);
    groups = new GroupTable(config);
    connections = new ConnectionTable(config);
  }

  static boolean isGroup(long mac) {
    return (mac & GROUP_BIT) != 0;
  }

  /** Whether a MAC can be that of one station. */
  static boolean isStation(long mac) {
    return mac != 0 && !isGroup(mac);
  }

  /** Whether frames of a kind, as its code, have connections. */
  static boolean hasConnections(int kind) {
    return kind == SegmentKind.UDP.code() || kind == SegmentKind.TCP.code();
  }

  GuestSwitches switches() {
    return switches;
  }

  MacTable macs() {
    return macs;
  }

  GroupTable groups() {
    return groups;
  }

  ConnectionTable connections() {
    return connections;
  }

  /** Does a command if nothing is wrong with it, else changes nothing. */
  SteeringStatus apply(SteeringCommand command, GuestSteeringConfig registers) {
    if (command.issuer() != registers.trustedGuest()) {
      return SteeringStatus.NOT_PRIVILEGED;
    }
    if (command.op() > SteeringCommand.REMOVE_CONNECTION) {
      return SteeringStatus.BAD_COMMAND;
    }
    if (command.guest() >= guests) {
      return SteeringStatus.BAD_GUEST;
    }
    if (badAddress(command)) {
      return SteeringStatus.BAD_ADDRESS;
    }
    if (badVlan(command)) {
      return SteeringStatus.BAD_VLAN;
    }
    return execute(command, registers.connectionQuota());
  }

  private SteeringStatus execute(SteeringCommand command, int quota) {
    int guest = command.guest();
    StationKey station = new StationKey(command.mac(), command.vlan());
    return switch (command.op()) {
      case SteeringCommand.SET_GUEST -> {
        switches.set(command);
        yield SteeringStatus.OK;
      }
      case SteeringCommand.ADD_MAC -> macs.add(station, guest);
      case SteeringCommand.REMOVE_MAC -> macs.remove(station, guest);
      case SteeringCommand.JOIN -> groups.join(station, guest);
      case SteeringCommand.LEAVE -> groups.leave(station, guest);
      case SteeringCommand.ADD_CONNECTION ->
          connections.add(ConnectionKey.of(command), command.queue(), quota);
      case SteeringCommand.REMOVE_CONNECTION -> connections.remove(ConnectionKey.of(command));
      default -> throw new IllegalStateException("GS-8: op=" + command.op());
    };
  }

  private static boolean badAddress(SteeringCommand command) {
    return switch (command.op()) {
      case SteeringCommand.ADD_MAC, SteeringCommand.REMOVE_MAC -> !isStation(command.mac());
      case SteeringCommand.JOIN, SteeringCommand.LEAVE -> !isGroup(command.mac());
      case SteeringCommand.ADD_CONNECTION, SteeringCommand.REMOVE_CONNECTION ->
          command.ipVersion() != 4 && command.ipVersion() != 6 || !hasConnections(command.kind());
      default -> false;
    };
  }

  private static boolean badVlan(SteeringCommand command) {
    boolean hasVlan =
        command.op() >= SteeringCommand.ADD_MAC && command.op() <= SteeringCommand.LEAVE;
    return hasVlan && command.vlan() == RESERVED_VLAN;
  }
}
