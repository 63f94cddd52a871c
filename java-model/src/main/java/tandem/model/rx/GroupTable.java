package tandem.model.rx;

import java.util.BitSet;
import tandem.model.record.SteeringStatus;

/** Which guests are in which group of which VLAN (GS-47, GS-48). */
final class GroupTable {
  private final WayTable<StationKey, BitSet> groups;

  GroupTable(GuestSteeringConfig config) {
    groups = new WayTable<>(config.groupEntries(), config.groupWays());
  }

  int used() {
    return groups.used();
  }

  /** The members of a group as a copy, null if the group is not there. */
  BitSet members(StationKey key) {
    BitSet members = groups.get(key);
    return members == null ? null : (BitSet) members.clone();
  }

  SteeringStatus join(StationKey key, int guest) {
    BitSet members = groups.get(key);
    if (members == null) {
      BitSet first = new BitSet();
      first.set(guest);
      return groups.add(key, first) ? SteeringStatus.OK : SteeringStatus.FULL;
    }
    if (members.get(guest)) {
      return SteeringStatus.EXISTS;
    }
    members.set(guest);
    return SteeringStatus.OK;
  }

  SteeringStatus leave(StationKey key, int guest) {
    BitSet members = groups.get(key);
    if (members == null || !members.get(guest)) {
      return SteeringStatus.NOT_FOUND;
    }
    members.clear(guest);
    if (members.isEmpty()) {
      groups.remove(key);
    }
    return SteeringStatus.OK;
  }
}
