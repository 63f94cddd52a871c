package tandem.model.rx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tandem.model.record.SegmentIssue;
import tandem.model.record.SteeringCommand;
import tandem.model.record.SteeringReason;

/** The counters, GS-60 to GS-62: each step moves exactly those that it names. */
class GuestSteeringCounterTest {
  private static final long MAC = 0x0200_0000_0001L;
  private static final long GROUP = 0x0100_5E00_0001L;

  private final SteeringBench bench = SteeringBench.enabling(0, 1, 2);
  private Map<String, Long> before;

  /** Two guests with a MAC, a connection and a group; nothing is watched that is used. */
  private void setUp() {
    bench.write("watchedGuest", 200);
    bench.addMac(1, MAC, 0);
    bench.addMac(5, MAC + 5, 0);
    bench.connect(GuestSteeringTableTest.connection(1, 4), 3);
    bench.join(1, GROUP, 0);
    bench.join(2, GROUP, 0);
    bench.join(5, GROUP, 1);
    before = bench.counters();
  }

  private void moved(Object... namesAndAmounts) {
    Map<String, Long> expected = new LinkedHashMap<>(before);
    for (int i = 0; i < namesAndAmounts.length; i += 2) {
      long amount = (int) namesAndAmounts[i + 1];
      expected.merge(((SteeringCounter) namesAndAmounts[i]).label(), amount, Long::sum);
    }
    Map<String, Long> after = bench.counters();
    assertEquals(expected, after);
    before = after;
  }

  private void dropped(SteeringReason reason, SteeringCounter counter, FrameOf frame) {
    bench.drops(reason, frame);
    boolean sent = frame.header().source().ordinal() == 1;
    moved(sent ? SteeringCounter.GUEST_FRAMES : SteeringCounter.WIRE_FRAMES, 1, counter, 1);
  }

  @Test
  void gs60_framesAndCopies() {
    setUp();
    bench.steer(FrameOf.wire(MAC));
    moved(SteeringCounter.WIRE_FRAMES, 1, SteeringCounter.HOST_COPIES, 1);
    bench.steer(FrameOf.wire(MAC).key(GuestSteeringTableTest.connection(1, 4)));
    moved(
        SteeringCounter.WIRE_FRAMES, 1,
        SteeringCounter.HOST_COPIES, 1,
        SteeringCounter.CONNECTION_COPIES, 1);
    bench.steer(FrameOf.guest(2, MAC).bytes(0x1_FFFF));
    moved(
        SteeringCounter.GUEST_FRAMES, 1,
        SteeringCounter.HOST_COPIES, 1,
        SteeringCounter.LOOPBACK_COPIES, 1,
        SteeringCounter.LOOPBACK_BYTES, 0x1_FFFF);
    bench.steer(FrameOf.guest(0, GROUP).bytes(100));
    moved(
        SteeringCounter.GUEST_FRAMES, 1,
        SteeringCounter.HOST_COPIES, 2,
        SteeringCounter.GROUP_COPIES, 2,
        SteeringCounter.LOOPBACK_COPIES, 2,
        SteeringCounter.LOOPBACK_BYTES, 200,
        SteeringCounter.WIRE_COPIES, 1);
    bench.steer(FrameOf.guest(0, MAC + 1));
    moved(SteeringCounter.GUEST_FRAMES, 1, SteeringCounter.WIRE_COPIES, 1);
    bench.write("unknownUnicast", 1);
    bench.write("unknownGroup", 1);
    for (long to : new long[] {MAC + 1, GROUP + 1}) {
      bench.steer(FrameOf.wire(to));
      moved(
          SteeringCounter.WIRE_FRAMES, 1,
          SteeringCounter.HOST_COPIES, 1,
          SteeringCounter.DEFAULT_COPIES, 1);
    }
  }

  @Test
  void gs60_dropsByReason() {
    setUp();
    bench.guest(3, true, true, true);
    before = bench.counters();
    FrameOf malformed = FrameOf.wire(MAC).issues(SegmentIssue.LINK.mask());
    dropped(SteeringReason.MALFORMED, SteeringCounter.MALFORMED_DROPS, malformed);
    dropped(SteeringReason.BAD_VLAN, SteeringCounter.VLAN_DROPS, FrameOf.wire(MAC).vlan(4095));
    dropped(SteeringReason.BAD_SOURCE, SteeringCounter.SOURCE_DROPS, FrameOf.wire(MAC).from(0));
    dropped(SteeringReason.SPOOFED, SteeringCounter.SPOOF_DROPS, FrameOf.guest(3, MAC));
    dropped(SteeringReason.DISABLED, SteeringCounter.DISABLED_DROPS, FrameOf.guest(4, MAC));
    dropped(SteeringReason.DISABLED, SteeringCounter.DISABLED_DROPS, FrameOf.wire(MAC + 5));
    dropped(SteeringReason.SELF, SteeringCounter.SELF_DROPS, FrameOf.guest(1, MAC));
    dropped(SteeringReason.UNKNOWN, SteeringCounter.UNKNOWN_DROPS, FrameOf.wire(MAC + 1));
    dropped(SteeringReason.UNKNOWN, SteeringCounter.UNKNOWN_DROPS, FrameOf.wire(GROUP + 1));
    dropped(SteeringReason.NO_MEMBER, SteeringCounter.MEMBER_DROPS, FrameOf.wire(GROUP).vlan(1));
  }

  @Test
  void gs61_commandsAndWhatIsUsed() {
    setUp();
    bench.order(CommandOf.op(SteeringCommand.SET_GUEST, 4));
    moved(SteeringCounter.COMMANDS, 1);
    bench.order(CommandOf.op(15, 4), 1);
    moved(SteeringCounter.COMMANDS, 1, SteeringCounter.REJECTED_COMMANDS, 1);
    bench.order(CommandOf.op(15, 4));
    moved(SteeringCounter.COMMANDS, 1, SteeringCounter.REFUSED_COMMANDS, 1);
    bench.addMac(3, MAC, 0);
    moved(SteeringCounter.COMMANDS, 1, SteeringCounter.REFUSED_COMMANDS, 1);
    bench.addMac(3, MAC, 1);
    moved(SteeringCounter.COMMANDS, 1, SteeringCounter.MACS_USED, 1);
    bench.removeMac(3, MAC, 1);
    moved(SteeringCounter.COMMANDS, 1, SteeringCounter.MACS_USED, -1);
    bench.join(3, GROUP, 0);
    moved(SteeringCounter.COMMANDS, 1);
    bench.join(3, GROUP, 2);
    moved(SteeringCounter.COMMANDS, 1, SteeringCounter.GROUPS_USED, 1);
    bench.leave(3, GROUP, 2);
    moved(SteeringCounter.COMMANDS, 1, SteeringCounter.GROUPS_USED, -1);
    bench.connect(GuestSteeringTableTest.connection(3, 3), 0);
    moved(SteeringCounter.COMMANDS, 1, SteeringCounter.CONNECTIONS_USED, 1);
    bench.disconnect(GuestSteeringTableTest.connection(3, 3));
    moved(SteeringCounter.COMMANDS, 1, SteeringCounter.CONNECTIONS_USED, -1);
  }

  @Test
  void gs62_watchedGuestAsReceiverAndAsSender() {
    setUp();
    bench.write("watchedGuest", 1);
    bench.steer(FrameOf.wire(MAC).bytes(99));
    moved(
        SteeringCounter.WIRE_FRAMES, 1,
        SteeringCounter.HOST_COPIES, 1,
        SteeringCounter.WATCHED_COPIES, 1,
        SteeringCounter.WATCHED_BYTES, 99);
    bench.hosts(List.of(1, 2), SteeringReason.GROUP, false, FrameOf.wire(GROUP).bytes(7));
    moved(
        SteeringCounter.WIRE_FRAMES, 1,
        SteeringCounter.HOST_COPIES, 2,
        SteeringCounter.GROUP_COPIES, 2,
        SteeringCounter.WATCHED_COPIES, 1,
        SteeringCounter.WATCHED_BYTES, 7);
    bench.steer(FrameOf.guest(1, MAC));
    moved(
        SteeringCounter.GUEST_FRAMES, 1,
        SteeringCounter.SELF_DROPS, 1,
        SteeringCounter.WATCHED_DROPS, 1);
    bench.steer(FrameOf.guest(1, MAC + 1));
    moved(SteeringCounter.GUEST_FRAMES, 1, SteeringCounter.WIRE_COPIES, 1);
    // A copy to the wire and a drop from the wire have a 0 where a guest would stand.
    bench.write("watchedGuest", 0);
    bench.steer(FrameOf.guest(1, MAC + 1));
    moved(SteeringCounter.GUEST_FRAMES, 1, SteeringCounter.WIRE_COPIES, 1);
    bench.steer(FrameOf.wire(MAC + 1));
    moved(SteeringCounter.WIRE_FRAMES, 1, SteeringCounter.UNKNOWN_DROPS, 1);
  }
}
