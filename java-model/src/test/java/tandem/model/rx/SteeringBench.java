package tandem.model.rx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import tandem.model.record.GuestSegment;
import tandem.model.record.SteeringAnswer;
import tandem.model.record.SteeringCommand;
import tandem.model.record.SteeringHeader;
import tandem.model.record.SteeringReason;
import tandem.model.record.SteeringSource;
import tandem.model.record.SteeringStatus;
import tandem.model.record.SteeringTarget;

/** Guest steering with commands in short and expectations of a whole frame. */
final class SteeringBench {
  static final long GROUP_BIT = 1L << 40;
  static final long ALL_ONES = 0xFFFF_FFFF_FFFFL;

  /** Eight guests, the trusted one none of them. */
  static final GuestSteeringConfig EIGHT =
      GuestSteeringConfig.DEFAULTS.with(Map.of("guests", 8L, "trustedGuest", 9L));

  /** Tables of one row of four ways each, so that every key meets every other one. */
  static final GuestSteeringConfig ONE_ROW =
      EIGHT.with(
          Map.of(
              "macEntries",
              4L,
              "macWays",
              4L,
              "groupEntries",
              4L,
              "groupWays",
              4L,
              "steeringFlows",
              4L,
              "steeringWays",
              4L));

  private final GuestSteering steering;
  private GuestSteeringConfig config;
  private int tag;

  SteeringBench(GuestSteeringConfig config) {
    this.config = config;
    steering = new GuestSteering(config);
  }

  /** With some guests enabled, their source not checked, their loopback on. */
  static SteeringBench enabling(int... guests) {
    SteeringBench bench = new SteeringBench(EIGHT);
    for (int guest : guests) {
      bench.guest(guest, true, false, true);
    }
    return bench;
  }

  void write(String register, long value) {
    config = config.with(register, value);
    steering.write(config);
  }

  void guest(int guest, boolean enabled, boolean antiSpoof, boolean loopback) {
    SteeringStatus status =
        order(CommandOf.op(SteeringCommand.SET_GUEST, guest).bits(enabled, antiSpoof, loopback));
    assertEquals(SteeringStatus.OK, status);
  }

  SteeringStatus addMac(int guest, long mac, int vlan) {
    return order(CommandOf.op(SteeringCommand.ADD_MAC, guest).mac(mac).vlan(vlan));
  }

  SteeringStatus removeMac(int guest, long mac, int vlan) {
    return order(CommandOf.op(SteeringCommand.REMOVE_MAC, guest).mac(mac).vlan(vlan));
  }

  SteeringStatus join(int guest, long mac, int vlan) {
    return order(CommandOf.op(SteeringCommand.JOIN, guest).mac(mac).vlan(vlan));
  }

  SteeringStatus leave(int guest, long mac, int vlan) {
    return order(CommandOf.op(SteeringCommand.LEAVE, guest).mac(mac).vlan(vlan));
  }

  SteeringStatus connect(ConnectionKey key, int queue) {
    return order(CommandOf.op(SteeringCommand.ADD_CONNECTION, key.guest()).key(key).queue(queue));
  }

  SteeringStatus disconnect(ConnectionKey key) {
    return order(CommandOf.op(SteeringCommand.REMOVE_CONNECTION, key.guest()).key(key));
  }

  /** A command of the trusted guest. */
  SteeringStatus order(CommandOf command) {
    return order(command, config.trustedGuest());
  }

  SteeringStatus order(CommandOf command, int issuer) {
    tag = tag + 1 & 0xFFFF;
    SteeringCommand whole = command.command(tag, issuer);
    SteeringAnswer answer = steering.apply(whole);
    assertEquals(new SteeringAnswer(tag, issuer, whole.op(), answer.status()), answer);
    return answer.status();
  }

  List<GuestSegment> steer(FrameOf frame) {
    return steering.apply(frame.header());
  }

  void drops(SteeringReason reason, FrameOf frame) {
    only(SteeringTarget.DROP, 0, 0, reason, frame);
  }

  void outside(FrameOf frame) {
    only(SteeringTarget.WIRE, 0, 0, SteeringReason.OUTSIDE, frame);
  }

  void host(int guest, int queue, SteeringReason reason, FrameOf frame) {
    only(SteeringTarget.HOST, guest, queue, reason, frame);
  }

  /** Expects a copy for each guest, in that order, and perhaps one for the wire behind them. */
  void hosts(List<Integer> guests, SteeringReason reason, boolean wire, FrameOf frame) {
    List<GuestSegment> copies = steer(frame);
    int all = guests.size() + (wire ? 1 : 0);
    assertEquals(all, copies.size());
    for (int i = 0; i < all; i++) {
      boolean last = i + 1 == all;
      GuestSegment expected =
          i < guests.size()
              ? segment(SteeringTarget.HOST, guests.get(i), 0, reason, i, last, frame.header())
              : segment(SteeringTarget.WIRE, 0, 0, SteeringReason.OUTSIDE, i, last, frame.header());
      assertEquals(expected, copies.get(i));
    }
  }

  long counter(SteeringCounter counter) {
    return steering.counters().get(counter.label());
  }

  Map<String, Long> counters() {
    return steering.counters();
  }

  private void only(
      SteeringTarget target, int guest, int queue, SteeringReason reason, FrameOf frame) {
    GuestSegment expected = segment(target, guest, queue, reason, 0, true, frame.header());
    assertEquals(List.of(expected), steer(frame));
  }

  private static GuestSegment segment(
      SteeringTarget target,
      int guest,
      int queue,
      SteeringReason reason,
      int copy,
      boolean last,
      SteeringHeader header) {
    int sender = header.source() == SteeringSource.GUEST ? header.guest() : 0;
    return new GuestSegment(
        header.frame(),
        guest,
        queue,
        target,
        reason,
        copy,
        last,
        header.source(),
        sender,
        header.frameBytes());
  }
}
