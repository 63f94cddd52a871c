package tandem.model.rx;

/**
 * The read-only counters of guest steering (GS-60 to GS-62). The order of the constants is the
 * order of the addresses.
 */
public enum SteeringCounter {
  WIRE_FRAMES("wireFrames"),
  GUEST_FRAMES("guestFrames"),
  HOST_COPIES("hostCopies"),
  WIRE_COPIES("wireCopies"),
  CONNECTION_COPIES("connectionCopies"),
  GROUP_COPIES("groupCopies"),
  DEFAULT_COPIES("defaultCopies"),
  LOOPBACK_COPIES("loopbackCopies"),
  LOOPBACK_BYTES("loopbackBytes"),
  MALFORMED_DROPS("malformedDrops"),
  VLAN_DROPS("vlanDrops"),
  SOURCE_DROPS("sourceDrops"),
  SPOOF_DROPS("spoofDrops"),
  DISABLED_DROPS("disabledDrops"),
  SELF_DROPS("selfDrops"),
  UNKNOWN_DROPS("unknownDrops"),
  MEMBER_DROPS("memberDrops"),
  COMMANDS("commands"),
  REJECTED_COMMANDS("rejectedCommands"),
  REFUSED_COMMANDS("refusedCommands"),
  MACS_USED("macsUsed"),
  GROUPS_USED("groupsUsed"),
  CONNECTIONS_USED("connectionsUsed"),
  WATCHED_COPIES("watchedCopies"),
  WATCHED_BYTES("watchedBytes"),
  WATCHED_DROPS("watchedDrops");

  private final String label;

  SteeringCounter(String label) {
    this.label = label;
  }

  /** Name in the register map. */
  public String label() {
    return label;
  }

  /** Byte address in the register map, behind the writable registers. */
  public int address() {
    return 8 * (GuestSteeringConfig.registers().size() + ordinal());
  }
}
