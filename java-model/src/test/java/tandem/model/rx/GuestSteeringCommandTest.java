package tandem.model.rx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tandem.model.record.SteeringCommand;
import tandem.model.record.SteeringReason;
import tandem.model.record.SteeringStatus;

/** Commands, GS-40 to GS-48, corners generated. */
class GuestSteeringCommandTest {
  private static final long MAC = 0x0200_0000_0001L;
  private static final long GROUP = 0x0100_5E00_0001L;
  private static final int LAST_OP = SteeringCommand.REMOVE_CONNECTION;
  private static final boolean[] BOTH = {false, true};

  /** A command that is legal, and by itself OK for those that add. */
  private static CommandOf legal(int op, int guest) {
    long mac = op == SteeringCommand.JOIN || op == SteeringCommand.LEAVE ? GROUP : MAC;
    return CommandOf.op(op, guest).mac(mac).key(GuestSteeringTableTest.connection(guest, 4));
  }

  @Test
  void gs40_afterResetNobodyTakesPartAndTablesAreEmpty() {
    SteeringBench bench = new SteeringBench(SteeringBench.EIGHT);
    for (int guest = 0; guest < 8; guest++) {
      bench.drops(SteeringReason.DISABLED, FrameOf.guest(guest, MAC));
      assertEquals(SteeringStatus.NOT_FOUND, bench.removeMac(guest, MAC, 0));
      assertEquals(SteeringStatus.NOT_FOUND, bench.leave(guest, GROUP, 0));
      assertEquals(
          SteeringStatus.NOT_FOUND, bench.disconnect(GuestSteeringTableTest.connection(guest, 3)));
    }
    GuestSwitches switches = new GuestSwitches(8);
    for (int guest = 0; guest < 8; guest++) {
      assertTrue(!switches.enabled(guest) && switches.antiSpoof(guest) && switches.loopback(guest));
    }
  }

  @Test
  void gs41_onlyTheTrustedGuestCommands() {
    for (int trusted : new int[] {0, 7, 8, 255}) {
      SteeringBench bench = new SteeringBench(SteeringBench.EIGHT.with("trustedGuest", trusted));
      for (int op = 0; op < 16; op++) {
        for (int issuer : new int[] {0, 1, 7, 8, 254, 255}) {
          SteeringStatus status = bench.order(legal(op, 1).bits(true, false, true), issuer);
          assertEquals(issuer != trusted, status == SteeringStatus.NOT_PRIVILEGED);
          if (op == SteeringCommand.ADD_MAC) {
            assertEquals(
                issuer == trusted ? SteeringStatus.OK : SteeringStatus.NOT_FOUND,
                bench.removeMac(1, MAC, 0));
          }
        }
      }
    }
    SteeringBench bench = new SteeringBench(SteeringBench.EIGHT);
    Map<String, Long> before = bench.counters();
    bench.order(legal(SteeringCommand.SET_GUEST, 1).bits(true, false, true), 1);
    bench.drops(SteeringReason.DISABLED, FrameOf.guest(1, MAC));
    assertEquals(before.get("macsUsed"), bench.counters().get("macsUsed"));
  }

  @Test
  void gs42_firstFailingCheckIsTheStatus() {
    for (int op = 0; op < 16; op++) {
      // Wrong in everything that can be wrong, then put right from the front.
      SteeringBench bench = new SteeringBench(SteeringBench.EIGHT);
      CommandOf worst = CommandOf.op(op, 8).mac(badMac(op)).vlan(4095);
      assertEquals(SteeringStatus.NOT_PRIVILEGED, bench.order(worst, 8));
      assertEquals(
          op > LAST_OP ? SteeringStatus.BAD_COMMAND : SteeringStatus.BAD_GUEST, bench.order(worst));
      assertEquals(
          op > LAST_OP ? SteeringStatus.BAD_COMMAND : SteeringStatus.BAD_GUEST,
          bench.order(legal(op, 255)));
      SteeringStatus status = bench.order(CommandOf.op(op, 7).mac(badMac(op)).vlan(4095));
      if (op == SteeringCommand.SET_GUEST) {
        assertEquals(SteeringStatus.OK, status);
      } else {
        assertEquals(
            op > LAST_OP ? SteeringStatus.BAD_COMMAND : SteeringStatus.BAD_ADDRESS, status);
      }
      for (String used : List.of("macsUsed", "groupsUsed", "connectionsUsed")) {
        assertEquals(0, bench.counters().get(used));
      }
    }
  }

  private static long badMac(int op) {
    return op == SteeringCommand.JOIN || op == SteeringCommand.LEAVE ? MAC : GROUP;
  }

  @Test
  void gs43_addressesAndVlansOfEachCommand() {
    long[] macs = {0, 1, MAC, SteeringBench.GROUP_BIT, GROUP, SteeringBench.ALL_ONES};
    for (int op = SteeringCommand.ADD_MAC; op <= SteeringCommand.LEAVE; op++) {
      for (long mac : macs) {
        for (int vlan : new int[] {0, 1, 4094, 4095}) {
          boolean group = (mac & SteeringBench.GROUP_BIT) != 0;
          boolean station = op <= SteeringCommand.REMOVE_MAC;
          boolean good = station ? mac != 0 && !group : group;
          SteeringStatus expected =
              !good
                  ? SteeringStatus.BAD_ADDRESS
                  : vlan == 4095 ? SteeringStatus.BAD_VLAN : fresh(op);
          SteeringBench bench = new SteeringBench(SteeringBench.EIGHT);
          assertEquals(expected, bench.order(CommandOf.op(op, 0).mac(mac).vlan(vlan)));
        }
      }
    }
    for (int op = SteeringCommand.ADD_CONNECTION; op <= LAST_OP; op++) {
      for (int version = 0; version < 16; version++) {
        for (int kind = 0; kind < 8; kind++) {
          boolean good = (version == 4 || version == 6) && (kind == 3 || kind == 4);
          ConnectionKey key = new ConnectionKey(7, kind, version, 0, 0, 0, 0, 0, 0);
          SteeringBench bench = new SteeringBench(SteeringBench.EIGHT);
          SteeringStatus status = bench.order(CommandOf.op(op, 7).key(key).mac(0).vlan(4095));
          assertEquals(good ? fresh(op) : SteeringStatus.BAD_ADDRESS, status);
        }
      }
    }
  }

  /** What a legal command gives in empty tables. */
  private static SteeringStatus fresh(int op) {
    return switch (op) {
      case SteeringCommand.REMOVE_MAC, SteeringCommand.LEAVE, SteeringCommand.REMOVE_CONNECTION ->
          SteeringStatus.NOT_FOUND;
      default -> SteeringStatus.OK;
    };
  }

  @Test
  void gs44_setGuestSetsItsBitsAndLeavesEntries() {
    SteeringBench bench = SteeringBench.enabling(0, 7);
    bench.addMac(7, MAC, 0);
    for (boolean enabled : BOTH) {
      for (boolean antiSpoof : BOTH) {
        for (boolean loopback : BOTH) {
          bench.guest(7, enabled, antiSpoof, loopback);
          FrameOf strange = FrameOf.guest(7, MAC + 1);
          if (enabled && !antiSpoof) {
            bench.outside(strange);
          } else {
            bench.drops(enabled ? SteeringReason.SPOOFED : SteeringReason.DISABLED, strange);
          }
          if (enabled) {
            bench.host(7, 0, SteeringReason.MAC, FrameOf.wire(MAC));
          } else {
            bench.drops(SteeringReason.DISABLED, FrameOf.wire(MAC));
          }
          bench.outside(FrameOf.guest(0, MAC + 1));
        }
      }
    }
  }

  @Test
  void gs45_macHasOneOwnerAndTheLowestFreeWay() {
    SteeringBench bench = new SteeringBench(SteeringBench.ONE_ROW);
    assertEquals(SteeringStatus.OK, bench.addMac(0, MAC, 0));
    assertEquals(SteeringStatus.EXISTS, bench.addMac(0, MAC, 0));
    assertEquals(SteeringStatus.EXISTS, bench.addMac(7, MAC, 0));
    assertEquals(SteeringStatus.OK, bench.addMac(7, MAC, 4094));
    assertEquals(SteeringStatus.OK, bench.addMac(7, MAC + 1, 0));
    assertEquals(SteeringStatus.OK, bench.addMac(7, MAC + 2, 0));
    assertEquals(SteeringStatus.FULL, bench.addMac(7, MAC + 3, 0));
    assertEquals(SteeringStatus.EXISTS, bench.addMac(7, MAC, 0));
    bench.guest(0, true, true, true);
    bench.host(0, 0, SteeringReason.MAC, FrameOf.wire(MAC));
    assertEquals(SteeringStatus.OK, bench.removeMac(0, MAC, 0));
    assertEquals(SteeringStatus.OK, bench.addMac(7, MAC + 3, 0));
    assertEquals(SteeringStatus.FULL, bench.addMac(0, MAC, 0));
  }

  @Test
  void gs46_onlyTheOwnersEntryIsRemoved() {
    SteeringBench bench = SteeringBench.enabling(1);
    bench.addMac(1, MAC, 1);
    assertEquals(SteeringStatus.NOT_FOUND, bench.removeMac(0, MAC, 1));
    assertEquals(SteeringStatus.NOT_FOUND, bench.removeMac(1, MAC, 0));
    assertEquals(SteeringStatus.NOT_FOUND, bench.removeMac(1, MAC + 1, 1));
    bench.host(1, 0, SteeringReason.MAC, FrameOf.wire(MAC).vlan(1));
    assertEquals(SteeringStatus.OK, bench.removeMac(1, MAC, 1));
    assertEquals(SteeringStatus.NOT_FOUND, bench.removeMac(1, MAC, 1));
    bench.drops(SteeringReason.UNKNOWN, FrameOf.wire(MAC).vlan(1));
  }

  @Test
  void gs47_joinAddsAMemberOrAGroup() {
    SteeringBench bench = new SteeringBench(SteeringBench.ONE_ROW);
    for (int i = 0; i < 4; i++) {
      assertEquals(SteeringStatus.OK, bench.join(0, GROUP + i, i));
    }
    assertEquals(SteeringStatus.EXISTS, bench.join(0, GROUP, 0));
    assertEquals(SteeringStatus.FULL, bench.join(0, GROUP, 1));
    assertEquals(SteeringStatus.FULL, bench.join(0, SteeringBench.ALL_ONES, 0));
    assertEquals(SteeringStatus.OK, bench.join(7, GROUP, 0));
    bench.guest(0, true, true, true);
    bench.guest(7, true, true, true);
    bench.hosts(List.of(0, 7), SteeringReason.GROUP, false, FrameOf.wire(GROUP));
    bench.drops(SteeringReason.UNKNOWN, FrameOf.wire(SteeringBench.ALL_ONES));
  }

  @Test
  void gs48_leaveRemovesAMemberAndTheLastOneTheGroup() {
    SteeringBench bench = SteeringBench.enabling(0, 7);
    bench.join(0, GROUP, 0);
    bench.join(7, GROUP, 0);
    assertEquals(SteeringStatus.NOT_FOUND, bench.leave(1, GROUP, 0));
    assertEquals(SteeringStatus.NOT_FOUND, bench.leave(0, GROUP, 1));
    assertEquals(SteeringStatus.OK, bench.leave(0, GROUP, 0));
    assertEquals(SteeringStatus.NOT_FOUND, bench.leave(0, GROUP, 0));
    bench.hosts(List.of(7), SteeringReason.GROUP, false, FrameOf.wire(GROUP));
    assertEquals(1, bench.counter(SteeringCounter.GROUPS_USED));
    assertEquals(SteeringStatus.OK, bench.leave(7, GROUP, 0));
    assertEquals(0, bench.counter(SteeringCounter.GROUPS_USED));
    // No entry any more, which is not an entry without members.
    bench.drops(SteeringReason.UNKNOWN, FrameOf.wire(GROUP));
    assertEquals(SteeringStatus.NOT_FOUND, bench.leave(7, GROUP, 0));
  }
}
