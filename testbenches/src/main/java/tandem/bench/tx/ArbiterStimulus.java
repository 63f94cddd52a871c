package tandem.bench.tx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import tandem.cosim.stream.Offer;
import tandem.model.record.ArbiterCommand;
import tandem.model.record.PageWrite;

/** Page writes and commands over so few guests that they meet, or over all there are. */
final class ArbiterStimulus {
  private static final int MOST_GAP_CYCLES = 6;
  private static final int COMMAND_CYCLES = 4;
  private static final int OPS = 8;
  private static final int[] BYTES = {0, 1, 63, 64, 64, 64, 65, 1500, 4096, 4097, 9000, 16384};
  private static final int[] WEIGHTS = {1, 1, 2, 3, 7, 255};
  private static final int LEAST_PICK_CYCLES = 8;

  private final Random random;
  private final int[] guests;
  private final int guestCount;
  private final int connections;
  private final int share;
  private final boolean isLimited;
  private final long mostBytes;
  private final int trustedGuest;

  /**
   * @param hardware guests and width of a connection
   * @param isLimited whether guests may have a rate; then no turn is charged so much that its guest
   *     is not heard of for long
   * @param mostBytes of a request
   */
  ArbiterStimulus(Random random, Map<String, Long> hardware, boolean isLimited, long mostBytes) {
    this.random = random;
    this.mostBytes = mostBytes;
    this.isLimited = isLimited;
    guestCount = hardware.get("guests").intValue();
    int last = guestCount - 1;
    boolean isFew = random.nextInt(3) != 0;
    guests =
        isFew
            ? new int[] {0, Math.min(1, last), last / 2, Math.max(0, last - 1), last}
            : IntStream.range(0, guestCount).toArray();
    connections = 1 << hardware.get("connectionBits").intValue();
    share = connections / guestCount;
    trustedGuest = anyGuest();
  }

  /** The guest whose commands are obeyed. */
  long trustedGuest() {
    return trustedGuest;
  }

  int anyGuest() {
    return guests[random.nextInt(guests.length)];
  }

  /** Until all guests are enabled. */
  long enabledCycles() {
    return (long) guests.length * COMMAND_CYCLES;
  }

  /** Page writes: in the beginning too early, and with gaps now and then. */
  List<Offer<PageWrite>> pages(int count) {
    List<Offer<PageWrite>> pages = new ArrayList<>();
    long after = enabledCycles() / 2;
    int gaps = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      after += random.nextInt(4) < gaps ? random.nextInt(MOST_GAP_CYCLES) : 0;
      after += random.nextInt(200) == 0 ? random.nextInt(300) : 0;
      pages.add(new Offer<>(after, page()));
    }
    return pages;
  }

  private PageWrite page() {
    int guest = anyGuest();
    boolean isWrong = random.nextInt(12) == 0;
    long page = isWrong && random.nextInt(3) == 0 ? random.nextInt(1 << 20) : guest;
    long offset = isWrong && random.nextInt(3) == 0 ? 1 << random.nextInt(12) : 0;
    int connection = isWrong ? random.nextInt(connections) : guest * share + random.nextInt(share);
    long bytes = Math.min(BYTES[random.nextInt(BYTES.length)], mostBytes);
    if (random.nextInt(20) == 0) {
      bytes = mostBytes - random.nextInt(2);
    }
    return new PageWrite(
        page * PageWrite.PAGE_BYTES + offset,
        random.nextInt(8) == 0 ? random.nextInt(256) : guest,
        connection,
        random.nextInt(4) == 0 ? random.nextInt(OPS) : random.nextInt(3),
        bytes,
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextLong());
  }

  /** Commands: first every guest is enabled, then whatever comes. */
  List<Offer<ArbiterCommand>> commands(long cycles) {
    List<Offer<ArbiterCommand>> commands = new ArrayList<>();
    for (int guest : guests) {
      commands.add(new Offer<>(0, command(guest, trustedGuest, true)));
    }
    for (long after = enabledCycles(); after < cycles; after += random.nextInt(60)) {
      int guest = random.nextInt(20) == 0 ? random.nextInt(256) : anyGuest();
      int issuer = random.nextInt(10) == 0 ? anyGuest() : trustedGuest;
      commands.add(new Offer<>(after, command(guest, issuer, random.nextInt(3) != 0)));
    }
    return commands;
  }

  private ArbiterCommand command(int guest, int issuer, boolean enabled) {
    boolean isWrong = random.nextInt(15) == 0;
    boolean hasRate = isLimited && random.nextBoolean();
    long rate = hasRate ? 1 << 12 + random.nextInt(5) : 0;
    int base = Math.min(guest, guestCount - 1) * share;
    int wrongBits = random.nextInt(32);
    return new ArbiterCommand(
        random.nextInt(1 << 16),
        issuer,
        guest,
        enabled,
        random.nextInt(4) == 0,
        isWrong && random.nextInt(3) == 0
            ? 0
            : WEIGHTS[random.nextInt(isLimited ? 4 : WEIGHTS.length)],
        isWrong && random.nextInt(3) == 0 ? 1L << 31 : rate,
        isWrong && random.nextInt(3) == 0 ? 1L << wrongBits : 1 + random.nextInt(1 << 16),
        isWrong ? random.nextInt(connections) : base,
        isWrong ? random.nextInt(connections) : share);
  }

  /** Cycles from a grant to its pick: soon, or late, or both. */
  List<Integer> picks() {
    int most = 1 << random.nextInt(9);
    return IntStream.range(0, 7)
        .map(i -> LEAST_PICK_CYCLES + random.nextInt(most))
        .boxed()
        .toList();
  }
}
