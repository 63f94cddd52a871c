package tandem.model.rx;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tandem.model.record.SteeringReason;

/** Frames to several receivers, GS-30 to GS-33 and GS-36. */
class GuestSteeringGroupTest {
  private static final long GROUP = 0x0100_5E00_0001L;
  private static final int[] IDS = {0, 1, 2, 4094};
  private static final boolean[] BOTH = {false, true};

  @Test
  void gs30_groupGoesToItsMembersInItsVlanOnly() {
    SteeringBench bench = SteeringBench.enabling(0, 1, 7);
    for (long group : new long[] {GROUP, SteeringBench.GROUP_BIT, SteeringBench.ALL_ONES}) {
      for (int vlan : IDS) {
        bench.join(7, group, vlan);
        bench.join(vlan == 1 ? 1 : 0, group, vlan);
        List<Integer> members = vlan == 1 ? List.of(1, 7) : List.of(0, 7);
        bench.hosts(members, SteeringReason.GROUP, false, FrameOf.wire(group).vlan(vlan));
      }
      bench.drops(SteeringReason.UNKNOWN, FrameOf.wire(group).vlan(4093));
    }
    bench.write("unknownGroup", 1);
    bench.hosts(List.of(1, 7), SteeringReason.GROUP, false, FrameOf.wire(GROUP).vlan(1));
  }

  @Test
  void gs31_groupWithoutEntryGoesToTheDefaultGuestOrNobody() {
    SteeringBench bench = SteeringBench.enabling(1, 7);
    bench.write("defaultGuest", 7);
    bench.write("unknownUnicast", 1);
    bench.drops(SteeringReason.UNKNOWN, FrameOf.wire(GROUP));
    bench.outside(FrameOf.guest(1, GROUP));
    bench.write("unknownGroup", 1);
    bench.hosts(List.of(7), SteeringReason.DEFAULT, false, FrameOf.wire(GROUP));
    bench.hosts(List.of(7), SteeringReason.DEFAULT, true, FrameOf.guest(1, GROUP));
    bench.outside(FrameOf.guest(7, GROUP));
  }

  @Test
  void gs32_membersWithoutTheSenderAndTheDisabledThenTheWire() {
    for (int members = 0; members < 16; members++) {
      for (int enabled = 0; enabled < 16; enabled++) {
        for (boolean loopback : BOTH) {
          replicate(members, enabled, loopback);
        }
      }
    }
  }

  private static void replicate(int members, int enabled, boolean loopback) {
    int sender = 2;
    SteeringBench bench = SteeringBench.enabling();
    // Backwards, so that an order of joining would be seen.
    for (int guest = 3; guest >= 0; guest--) {
      bench.guest(guest, (enabled & 1 << guest) != 0, false, true);
      if ((members & 1 << guest) != 0) {
        bench.join(guest, GROUP, 0);
      }
    }
    bench.guest(sender, true, false, loopback);
    List<Integer> others = guests(loopback ? members & enabled & ~(1 << sender) : 0);
    bench.hosts(others, SteeringReason.GROUP, true, FrameOf.guest(sender, GROUP));
    List<Integer> all = guests(members & (enabled | 1 << sender));
    if (all.isEmpty()) {
      SteeringReason reason = members == 0 ? SteeringReason.UNKNOWN : SteeringReason.NO_MEMBER;
      bench.drops(reason, FrameOf.wire(GROUP));
    } else {
      bench.hosts(all, SteeringReason.GROUP, false, FrameOf.wire(GROUP));
    }
  }

  private static List<Integer> guests(int set) {
    List<Integer> guests = new ArrayList<>();
    for (int guest = 0; guest < Integer.SIZE; guest++) {
      if ((set & 1 << guest) != 0) {
        guests.add(guest);
      }
    }
    return guests;
  }

  @Test
  void gs33_groupWithoutACopyIsDroppedOnce() {
    SteeringBench bench = SteeringBench.enabling(0);
    bench.write("defaultGuest", 1);
    bench.drops(SteeringReason.UNKNOWN, FrameOf.wire(GROUP));
    bench.write("unknownGroup", 1);
    for (int guest : new int[] {1, 8, 255}) {
      bench.write("defaultGuest", guest);
      bench.drops(SteeringReason.NO_MEMBER, FrameOf.wire(GROUP));
    }
    bench.join(1, GROUP, 0);
    for (int rule = 0; rule <= 1; rule++) {
      bench.write("unknownGroup", rule);
      bench.drops(SteeringReason.NO_MEMBER, FrameOf.wire(GROUP));
    }
  }

  @Test
  void gs36_framesInTheirOrderAndMostCopiesOfOne() {
    GuestSteeringConfig config = GuestSteeringConfig.DEFAULTS;
    SteeringBench bench = new SteeringBench(config);
    List<Integer> all = new ArrayList<>();
    for (int guest = 0; guest < config.guests(); guest++) {
      bench.guest(guest, true, false, true);
      bench.join(guest, SteeringBench.ALL_ONES, 0);
      all.add(guest);
    }
    bench.hosts(all, SteeringReason.GROUP, false, FrameOf.wire(SteeringBench.ALL_ONES));
    all.remove(Integer.valueOf(255));
    bench.hosts(all, SteeringReason.GROUP, true, FrameOf.guest(255, SteeringBench.ALL_ONES));
  }
}
