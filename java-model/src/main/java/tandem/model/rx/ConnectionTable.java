package tandem.model.rx;

import tandem.model.record.SteeringStatus;

/** Which queue of its guest a connection goes to (GS-34, GS-49). */
final class ConnectionTable {
  /** The connection is not there. */
  static final int NO_QUEUE = -1;

  private final WayTable<ConnectionKey, Integer> queues;
  private final int[] connectionsOfGuest;

  ConnectionTable(GuestSteeringConfig config) {
    queues = new WayTable<>(config.steeringFlows(), config.steeringWays());
    connectionsOfGuest = new int[config.guests()];
  }

  int used() {
    return queues.used();
  }

  /** The queue of a connection, or NO_QUEUE. */
  int queue(ConnectionKey key) {
    Integer queue = queues.get(key);
    return queue == null ? NO_QUEUE : queue;
  }

  /**
   * @param quota most connections of a guest, 0 for no limit
   */
  SteeringStatus add(ConnectionKey key, int queue, int quota) {
    if (queue(key) != NO_QUEUE) {
      return SteeringStatus.EXISTS;
    }
    // A quota that was lowered since may lie below what the guest has.
    if (quota != 0 && connectionsOfGuest[key.guest()] >= quota) {
      return SteeringStatus.QUOTA;
    }
    if (!queues.add(key, queue)) {
      return SteeringStatus.FULL;
    }
    connectionsOfGuest[key.guest()]++;
    return SteeringStatus.OK;
  }

  SteeringStatus remove(ConnectionKey key) {
    if (queue(key) == NO_QUEUE) {
      return SteeringStatus.NOT_FOUND;
    }
    queues.remove(key);
    connectionsOfGuest[key.guest()]--;
    return SteeringStatus.OK;
  }
}
