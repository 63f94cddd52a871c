package tandem.bench.rx;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tandem.cosim.stream.Offer;
import tandem.model.record.SegmentKind;
import tandem.model.record.SteeringCommand;
import tandem.model.record.SteeringHeader;
import tandem.model.record.SteeringSource;

/** Frames and commands over so few guests, addresses and connections that they meet. */
final class SteeringStimulus {
  private static final long[] STATIONS = {
    0x02_0000_0000_01L,
    0x02_0000_0000_02L,
    0x02_0000_0100_01L,
    0xfe_ffff_ffff_ffL,
    0x02_8000_0000_01L,
    0x06_0000_0000_01L,
    0
  };
  private static final long[] GROUPS = {
    0xff_ffff_ffff_ffL, 0x01_005e_0000_01L, 0x33_3300_0000_01L, 0x01_0000_0000_00L
  };
  private static final int[] VLANS = {0, 1, 5, 4094, 4095};
  private static final int[] FRAME_BYTES = {0, 60, 1514, 9014, (1 << 17) - 1};
  private static final int TPID = 0x8100;
  private static final int CONNECTIONS = 8;
  private static final int FIRST_ILLEGAL_OP = SteeringCommand.REMOVE_CONNECTION + 1;
  private static final int MOST_GAP_CYCLES = 6;

  private final Random random;
  private final int[] guests;
  private final long trustedGuest;

  /**
   * @param guestCount guests that the hardware has
   */
  SteeringStimulus(Random random, long guestCount) {
    this.random = random;
    int last = (int) guestCount - 1;
    guests = new int[] {0, Math.min(1, last), Math.min(2, last), last / 2, last};
    trustedGuest = guests[random.nextInt(guests.length)];
  }

  /** The guest whose commands are obeyed. */
  long trustedGuest() {
    return trustedGuest;
  }

  /** A guest, one time in twelve one that there is not. */
  long anyGuest() {
    int last = guests[guests.length - 1];
    return switch (random.nextInt(24)) {
      case 0 -> Math.min(255, last + 1);
      case 1 -> 255;
      default -> guests[random.nextInt(guests.length)];
    };
  }

  /** Frames with gaps now and then. */
  List<Offer<SteeringHeader>> frames(int count) {
    List<Offer<SteeringHeader>> frames = new ArrayList<>();
    long after = 0;
    for (int i = 0; i < count; i++) {
      after += random.nextInt(4) == 0 ? random.nextInt(MOST_GAP_CYCLES) : 0;
      frames.add(new Offer<>(after, frame(i)));
    }
    return frames;
  }

  private SteeringHeader frame(int number) {
    SteeringSource source = random.nextBoolean() ? SteeringSource.WIRE : SteeringSource.GUEST;
    long[] destinations = random.nextInt(4) == 0 ? GROUPS : STATIONS;
    long sourceMac = random.nextInt(30) == 0 ? anyOf(GROUPS) : anyOf(STATIONS);
    int vlan = VLANS[random.nextInt(VLANS.length)] | random.nextInt(16) << 12;
    int connection = random.nextInt(CONNECTIONS);
    return new SteeringHeader(
        number,
        (int) anyGuest(),
        source,
        FRAME_BYTES[random.nextInt(FRAME_BYTES.length)],
        random.nextInt(3) == 0 ? random.nextInt(6) : kind(connection),
        random.nextInt(30) == 0 ? 1 << random.nextInt(16) : 0,
        anyOf(destinations),
        sourceMac,
        random.nextInt(3),
        TPID << 16 | vlan,
        ipVersion(connection),
        high(connection),
        low(connection),
        high(connection + 1),
        low(connection + 1),
        port(connection),
        port(connection + 1));
  }

  /** Commands: first every guest is enabled, then whatever comes. */
  List<Offer<SteeringCommand>> commands(long cycles) {
    List<Offer<SteeringCommand>> commands = new ArrayList<>();
    for (int guest : guests) {
      commands.add(new Offer<>(0, command(SteeringCommand.SET_GUEST, guest, trustedGuest, true)));
    }
    for (long after = 0; after < cycles; after += random.nextInt(40)) {
      int op =
          random.nextInt(20) == 0
              ? FIRST_ILLEGAL_OP + random.nextInt(16 - FIRST_ILLEGAL_OP)
              : random.nextInt(FIRST_ILLEGAL_OP);
      long issuer = random.nextInt(10) == 0 ? anyGuest() : trustedGuest;
      boolean enabled = random.nextInt(5) != 0;
      commands.add(new Offer<>(after, command(op, (int) anyGuest(), issuer, enabled)));
    }
    return commands;
  }

  private SteeringCommand command(int op, int guest, long issuer, boolean enabled) {
    boolean isGroup = op == SteeringCommand.JOIN || op == SteeringCommand.LEAVE;
    boolean isWrong = random.nextInt(15) == 0;
    int connection = random.nextInt(CONNECTIONS);
    return new SteeringCommand(
        random.nextInt(1 << 16),
        (int) issuer,
        op,
        guest,
        anyOf(isGroup == isWrong ? STATIONS : GROUPS),
        VLANS[random.nextInt(VLANS.length)],
        random.nextInt(1 << 16),
        enabled,
        random.nextInt(3) != 0,
        random.nextInt(4) != 0,
        isWrong ? random.nextInt(8) : kind(connection),
        isWrong ? random.nextInt(16) : ipVersion(connection),
        high(connection),
        low(connection),
        high(connection + 1),
        low(connection + 1),
        port(connection),
        port(connection + 1));
  }

  private long anyOf(long[] values) {
    return values[random.nextInt(values.length)];
  }

  private static int kind(int connection) {
    return (connection % 2 == 0 ? SegmentKind.TCP : SegmentKind.UDP).ordinal();
  }

  private static int ipVersion(int connection) {
    return connection % 3 == 0 ? 6 : 4;
  }

  /** Neighbours differ in one bit. */
  private static long high(int connection) {
    return (connection & 4) == 0 ? 0 : 1L << 63;
  }

  private static long low(int connection) {
    return 0x0a00_0001L ^ connection & 1;
  }

  private static int port(int connection) {
    return 0xffff - (connection & 3);
  }
}
