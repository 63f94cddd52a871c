package tandem.model.rx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import tandem.model.record.GuestSegment;
import tandem.model.record.SegmentIssue;
import tandem.model.record.SteeringReason;
import tandem.model.record.SteeringStatus;
import tandem.model.record.SteeringTarget;

/** Frames to at most one receiver, GS-20 to GS-29, GS-34 and GS-35, corners generated. */
class GuestSteeringFrameTest {
  private static final long MAC = 0x0200_0000_0001L;
  private static final long GROUP = 0x0100_5E00_0001L;
  private static final int[] IDS = {0, 1, 2, 4094};
  private static final boolean[] BOTH = {false, true};

  @Test
  void gs20_vlanIdIsThatOfTheOuterTagAndNoneIsZero() {
    SteeringBench bench = SteeringBench.enabling(0, 1, 2, 3);
    for (int guest = 0; guest < IDS.length; guest++) {
      bench.addMac(guest, MAC, IDS[guest]);
    }
    for (int tags = 0; tags <= 3; tags++) {
      for (int guest = 0; guest < IDS.length; guest++) {
        for (int upper : new int[] {0, 0x8100_0000, 0x88A8_F000, 0xFFFF_F000}) {
          FrameOf frame = FrameOf.wire(MAC).tags(tags, upper | IDS[guest]);
          bench.host(tags == 0 ? 0 : guest, 0, SteeringReason.MAC, frame);
        }
      }
    }
    bench.drops(SteeringReason.UNKNOWN, FrameOf.wire(MAC).vlan(4093));
  }

  @Test
  void gs21_malformedLinkIsDroppedWhateverElseIsWrong() {
    SteeringBench bench = SteeringBench.enabling(1);
    bench.addMac(1, MAC, 0);
    int link = SegmentIssue.LINK.mask();
    assertEquals(1 << 13, link);
    bench.drops(SteeringReason.MALFORMED, FrameOf.wire(MAC).issues(link));
    FrameOf worst = FrameOf.guest(255, MAC).issues(0xFFFF).vlan(4095).from(0);
    bench.drops(SteeringReason.MALFORMED, worst);
    bench.host(1, 0, SteeringReason.MAC, FrameOf.wire(MAC).issues(0xFFFF & ~link));
  }

  @Test
  void gs22_reservedVlanIsDroppedBeforeTheSourceIsLookedAt() {
    SteeringBench bench = SteeringBench.enabling(1);
    bench.addMac(1, MAC, 0);
    bench.write("unknownUnicast", 1);
    bench.write("unknownGroup", 1);
    for (long to : new long[] {MAC, GROUP, SteeringBench.ALL_ONES}) {
      bench.drops(SteeringReason.BAD_VLAN, FrameOf.wire(to).vlan(4095).from(0));
      bench.drops(SteeringReason.BAD_VLAN, FrameOf.guest(1, to).vlan(4095));
    }
    bench.host(1, 0, SteeringReason.MAC, FrameOf.wire(MAC).tags(0, 0x8100_0FFF));
  }

  @Test
  void gs23_sourceMustBeAStation() {
    SteeringBench bench = SteeringBench.enabling(1);
    bench.addMac(1, MAC, 0);
    long[] bad = {0, SteeringBench.GROUP_BIT, SteeringBench.ALL_ONES, GROUP};
    for (long from : bad) {
      bench.drops(SteeringReason.BAD_SOURCE, FrameOf.wire(MAC).from(from));
      bench.drops(SteeringReason.BAD_SOURCE, FrameOf.guest(0, MAC).from(from));
    }
    for (long from : new long[] {1, SteeringBench.ALL_ONES ^ SteeringBench.GROUP_BIT}) {
      bench.host(1, 0, SteeringReason.MAC, FrameOf.wire(MAC).from(from));
    }
  }

  @Test
  void gs24_senderMustBeEnabled() {
    SteeringBench bench = SteeringBench.enabling(0, 7);
    for (int guest : new int[] {0, 7}) {
      bench.outside(FrameOf.guest(guest, MAC));
    }
    for (int guest : new int[] {1, 6, 8, 255}) {
      bench.drops(SteeringReason.DISABLED, FrameOf.guest(guest, MAC));
    }
    bench.guest(7, false, false, true);
    bench.drops(SteeringReason.DISABLED, FrameOf.guest(7, MAC));
    bench.drops(SteeringReason.UNKNOWN, FrameOf.wire(MAC));
  }

  @Test
  void gs25_checkedSenderNeedsAnEntryOfItsOwn() {
    long other = MAC + 1;
    for (boolean antiSpoof : BOTH) {
      SteeringBench bench = SteeringBench.enabling(1, 2);
      bench.guest(1, true, antiSpoof, true);
      bench.addMac(1, MAC, 1);
      bench.addMac(2, other, 1);
      bench.outside(FrameOf.guest(1, 2).from(MAC).vlan(1));
      List<FrameOf> spoofed =
          List.of(
              FrameOf.guest(1, 2).from(MAC),
              FrameOf.guest(1, 2).from(MAC).vlan(4094),
              FrameOf.guest(1, 2).from(other).vlan(1),
              FrameOf.guest(1, 2).from(FrameOf.STRANGER).vlan(1));
      for (FrameOf frame : spoofed) {
        if (antiSpoof) {
          bench.drops(SteeringReason.SPOOFED, frame);
        } else {
          bench.outside(frame);
        }
      }
      bench.host(2, 0, SteeringReason.MAC, FrameOf.wire(other).from(MAC).vlan(1));
    }
  }

  @Test
  void gs26_ownedUnicastGoesToItsGuestOnly() {
    for (int owner : new int[] {0, 3, 7}) {
      for (int sender : new int[] {0, 3, 7}) {
        for (boolean loopback : BOTH) {
          for (boolean enabled : BOTH) {
            SteeringBench bench = SteeringBench.enabling(owner);
            bench.addMac(owner, MAC, 0);
            bench.guest(owner, enabled, true, true);
            bench.guest(sender, true, false, loopback);
            owned(bench, owner, sender, loopback, enabled || owner == sender);
          }
        }
      }
    }
  }

  private static void owned(
      SteeringBench bench, int owner, int sender, boolean loopback, boolean enabled) {
    FrameOf frame = FrameOf.guest(sender, MAC);
    if (owner == sender) {
      bench.drops(SteeringReason.SELF, frame);
    } else if (!loopback) {
      bench.outside(frame);
    } else if (!enabled) {
      bench.drops(SteeringReason.DISABLED, frame);
    } else {
      bench.host(owner, 0, SteeringReason.MAC, frame);
    }
    if (enabled) {
      bench.host(owner, 0, SteeringReason.MAC, FrameOf.wire(MAC));
    } else {
      bench.drops(SteeringReason.DISABLED, FrameOf.wire(MAC));
    }
  }

  @Test
  void gs27_unicastOfAGuestThatNobodyOwnsGoesOutside() {
    for (boolean loopback : BOTH) {
      for (int rule = 0; rule <= 1; rule++) {
        SteeringBench bench = SteeringBench.enabling(1, 2);
        bench.guest(1, true, false, loopback);
        bench.write("defaultGuest", 2);
        bench.write("unknownUnicast", rule);
        bench.addMac(2, MAC, 1);
        bench.outside(FrameOf.guest(1, MAC));
        bench.outside(FrameOf.guest(1, 0));
      }
    }
  }

  @Test
  void gs28_unicastOfTheWireThatNobodyOwnsIsDropped() {
    SteeringBench bench = SteeringBench.enabling(0, 1);
    bench.addMac(1, MAC, 1);
    bench.write("unknownGroup", 1);
    for (long to : new long[] {0, MAC, SteeringBench.ALL_ONES ^ SteeringBench.GROUP_BIT}) {
      bench.drops(SteeringReason.UNKNOWN, FrameOf.wire(to));
    }
  }

  @Test
  void gs29_unicastThatNobodyOwnsGoesToTheDefaultGuest() {
    ConnectionKey key = GuestSteeringTableTest.connection(7, 1);
    SteeringBench bench = SteeringBench.enabling(0, 7);
    bench.connect(key, 5);
    bench.write("unknownUnicast", 1);
    for (int guest : new int[] {0, 7}) {
      bench.write("defaultGuest", guest);
      bench.host(guest, 0, SteeringReason.DEFAULT, FrameOf.wire(MAC).key(key));
    }
    for (int guest : new int[] {1, 8, 255}) {
      bench.write("defaultGuest", guest);
      bench.drops(SteeringReason.DISABLED, FrameOf.wire(MAC));
    }
  }

  @Test
  void gs34_connectionOfTheReceiverChoosesTheQueue() {
    SteeringBench bench = SteeringBench.enabling(1, 2, 3);
    bench.addMac(1, MAC, 0);
    bench.addMac(2, MAC + 1, 0);
    bench.join(1, GROUP, 0);
    for (int kind = 0; kind < 8; kind++) {
      ConnectionKey key = GuestSteeringTableTest.connection(1, kind);
      boolean has = kind == 3 || kind == 4;
      assertEquals(
          has ? SteeringStatus.OK : SteeringStatus.BAD_ADDRESS, bench.connect(key, 0xFFFF));
      SteeringReason reason = has ? SteeringReason.CONNECTION : SteeringReason.MAC;
      bench.host(1, has ? 0xFFFF : 0, reason, FrameOf.wire(MAC).key(key));
      bench.host(1, has ? 0xFFFF : 0, reason, FrameOf.guest(3, MAC).key(key));
      bench.host(2, 0, SteeringReason.MAC, FrameOf.wire(MAC + 1).key(key));
      bench.hosts(List.of(1), SteeringReason.GROUP, false, FrameOf.wire(GROUP).key(key));
    }
    ConnectionKey key = GuestSteeringTableTest.connection(1, 4);
    for (ConnectionKey other : GuestSteeringTableTest.neighbours(key)) {
      if (other.guest() == 1 && other.kind() == 4) {
        bench.host(1, 0, SteeringReason.MAC, FrameOf.wire(MAC).key(other));
      }
    }
    // Queue 0 of a connection is not the same as no connection.
    bench.disconnect(key);
    bench.connect(key, 0);
    bench.host(1, 0, SteeringReason.CONNECTION, FrameOf.wire(MAC).key(key));
  }

  @Test
  void gs35_everyFrameGivesARecordAndOneLast() {
    SteeringBench bench = SteeringBench.enabling(0, 1, 2);
    bench.addMac(1, MAC, 1);
    bench.join(0, GROUP, 1);
    bench.join(2, GROUP, 1);
    int frames = 0;
    for (long to : new long[] {0, MAC, GROUP, SteeringBench.ALL_ONES}) {
      for (int vlan : new int[] {0, 1, 4094, 4095}) {
        for (int guest : new int[] {-1, 0, 1, 7, 8, 255}) {
          for (long from : new long[] {0, MAC, GROUP}) {
            FrameOf frame = guest < 0 ? FrameOf.wire(to) : FrameOf.guest(guest, to);
            whole(bench.steer(frame.vlan(vlan).from(from)));
            frames++;
          }
        }
      }
    }
    assertEquals(288, frames);
  }

  private static void whole(List<GuestSegment> copies) {
    assertEquals(1, copies.stream().filter(GuestSegment::last).count());
    assertEquals(true, copies.get(copies.size() - 1).last());
    for (int i = 0; i < copies.size(); i++) {
      assertEquals(i, copies.get(i).copy());
      assertEquals(true, copies.get(i).target() != SteeringTarget.DROP || copies.size() == 1);
    }
  }
}
