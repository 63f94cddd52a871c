package tandem.model.rx;

import tandem.model.record.SteeringStatus;

/** Which guest has which MAC in which VLAN: one owner each (GS-45, GS-46). */
final class MacTable {
  /** Nobody has the MAC. */
  static final int NOBODY = -1;

  private final WayTable<StationKey, Integer> owners;

  MacTable(GuestSteeringConfig config) {
    owners = new WayTable<>(config.macEntries(), config.macWays());
  }

  int used() {
    return owners.used();
  }

  /** The guest that has a MAC, or NOBODY. */
  int owner(StationKey key) {
    Integer guest = owners.get(key);
    return guest == null ? NOBODY : guest;
  }

  SteeringStatus add(StationKey key, int guest) {
    if (owner(key) != NOBODY) {
      return SteeringStatus.EXISTS;
    }
    return owners.add(key, guest) ? SteeringStatus.OK : SteeringStatus.FULL;
  }

  SteeringStatus remove(StationKey key, int guest) {
    if (owner(key) != guest) {
      return SteeringStatus.NOT_FOUND;
    }
    owners.remove(key);
    return SteeringStatus.OK;
  }
}
