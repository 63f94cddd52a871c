package tandem.model.rx;

import java.util.LinkedHashMap;
import java.util.Map;
import tandem.model.record.GuestSegment;
import tandem.model.record.SteeringHeader;
import tandem.model.record.SteeringReason;
import tandem.model.record.SteeringSource;
import tandem.model.record.SteeringStatus;

/** Counts what crosses the streams of guest steering, modulo 2^64. */
final class SteeringCounters {
  private final long[] counts = new long[SteeringCounter.values().length];

  void frame(SteeringHeader header) {
    boolean sent = header.source() == SteeringSource.GUEST;
    add(sent ? SteeringCounter.GUEST_FRAMES : SteeringCounter.WIRE_FRAMES, 1);
  }

  void copy(GuestSegment segment, int watchedGuest) {
    switch (segment.target()) {
      case HOST -> host(segment, watchedGuest);
      case WIRE -> add(SteeringCounter.WIRE_COPIES, 1);
      case DROP -> drop(segment, watchedGuest);
    }
  }

  private void host(GuestSegment segment, int watchedGuest) {
    add(SteeringCounter.HOST_COPIES, 1);
    if (segment.reason() == SteeringReason.CONNECTION) {
      add(SteeringCounter.CONNECTION_COPIES, 1);
    } else if (segment.reason() == SteeringReason.GROUP) {
      add(SteeringCounter.GROUP_COPIES, 1);
    } else if (segment.reason() == SteeringReason.DEFAULT) {
      add(SteeringCounter.DEFAULT_COPIES, 1);
    }
    if (segment.source() == SteeringSource.GUEST) {
      add(SteeringCounter.LOOPBACK_COPIES, 1);
      add(SteeringCounter.LOOPBACK_BYTES, segment.frameBytes());
    }
    if (segment.guest() == watchedGuest) {
      add(SteeringCounter.WATCHED_COPIES, 1);
      add(SteeringCounter.WATCHED_BYTES, segment.frameBytes());
    }
  }

  private void drop(GuestSegment segment, int watchedGuest) {
    add(
        switch (segment.reason()) {
          case MALFORMED -> SteeringCounter.MALFORMED_DROPS;
          case BAD_VLAN -> SteeringCounter.VLAN_DROPS;
          case BAD_SOURCE -> SteeringCounter.SOURCE_DROPS;
          case SPOOFED -> SteeringCounter.SPOOF_DROPS;
          case DISABLED -> SteeringCounter.DISABLED_DROPS;
          case SELF -> SteeringCounter.SELF_DROPS;
          case UNKNOWN -> SteeringCounter.UNKNOWN_DROPS;
          case NO_MEMBER -> SteeringCounter.MEMBER_DROPS;
          case MAC, CONNECTION, GROUP, DEFAULT, OUTSIDE ->
              throw new IllegalStateException("GS-6: no drop has reason=" + segment.reason());
        },
        1);
    if (segment.source() == SteeringSource.GUEST && segment.sender() == watchedGuest) {
      add(SteeringCounter.WATCHED_DROPS, 1);
    }
  }

  void command(SteeringStatus status) {
    add(SteeringCounter.COMMANDS, 1);
    if (status == SteeringStatus.NOT_PRIVILEGED) {
      add(SteeringCounter.REJECTED_COMMANDS, 1);
    } else if (status != SteeringStatus.OK) {
      add(SteeringCounter.REFUSED_COMMANDS, 1);
    }
  }

  void occupancy(SteeringTables tables) {
    counts[SteeringCounter.MACS_USED.ordinal()] = tables.macs().used();
    counts[SteeringCounter.GROUPS_USED.ordinal()] = tables.groups().used();
    counts[SteeringCounter.CONNECTIONS_USED.ordinal()] = tables.connections().used();
  }

  /** All counters by name, in the order of their addresses. */
  Map<String, Long> toMap() {
    Map<String, Long> values = new LinkedHashMap<>();
    for (SteeringCounter counter : SteeringCounter.values()) {
      values.put(counter.label(), counts[counter.ordinal()]);
    }
    return values;
  }

  private void add(SteeringCounter counter, long amount) {
    counts[counter.ordinal()] += amount;
  }
}
