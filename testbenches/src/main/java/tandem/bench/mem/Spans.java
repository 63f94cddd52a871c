package tandem.bench.mem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tandem.model.record.HostSpan;
import tandem.model.record.MemoryOp;

/** Requests for the benches of the alignment splitter. */
final class Spans {
  private static final int PAGE_BYTES = 4096;
  private static final int[] LINES = {0, 32, 64, 128, 256};
  private static final int[] BURSTS = {32, 64, 128, 256, 512, 1024, 2048, 4096};
  private static final int LONGEST_BYTES = 65_535;

  private Spans() {}

  /** A permitted request of guest 0 without padding. */
  static HostSpan of(MemoryOp op, long address, long bytes, int tag) {
    return new HostSpan(op, address, bytes, 0, true, 0, tag & 0xffff);
  }

  /** Requests of all kinds: near boundaries, long, empty, refused, padded, at the end of memory. */
  static List<HostSpan> random(Random random, int count) {
    List<HostSpan> spans = new ArrayList<>();
    for (int tag = 0; tag < count; tag++) {
      spans.add(one(random, tag));
    }
    return spans;
  }

  private static HostSpan one(Random random, int tag) {
    MemoryOp op = random.nextBoolean() ? MemoryOp.READ : MemoryOp.WRITE;
    long address = address(random);
    long bytes = bytes(random);
    if (random.nextInt(50) == 0) {
      // Ends just below, at, or beyond the end of the address space.
      address = -bytes + random.nextInt(3) - 1;
    }
    int pad = op == MemoryOp.WRITE && random.nextInt(4) == 0 ? random.nextInt(256) : 0;
    boolean permitted = random.nextInt(30) != 0;
    return new HostSpan(op, address, bytes, pad, permitted, random.nextInt(256), tag & 0xffff);
  }

  private static long address(Random random) {
    long page = random.nextLong() & -PAGE_BYTES;
    return switch (random.nextInt(4)) {
      case 0 -> page;
      case 1 -> page + PAGE_BYTES - 1 - random.nextInt(300);
      case 2 -> page + 64L * random.nextInt(64) + random.nextInt(3) - 1;
      default -> page + random.nextInt(PAGE_BYTES);
    };
  }

  private static long bytes(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> random.nextInt(3);
      case 1 -> 64 + random.nextInt(3) - 1;
      case 2 -> 256 + random.nextInt(3) - 1;
      case 3 -> PAGE_BYTES + random.nextInt(3) - 1;
      case 4 -> random.nextInt(16) == 0 ? random.nextInt(LONGEST_BYTES) : random.nextInt(9000);
      default -> 1 + random.nextInt(1514);
    };
  }

  /** A legal configuration of all registers. */
  static Map<String, Long> randomSettings(Random random) {
    int readLine = LINES[random.nextInt(LINES.length)];
    int writeLine = LINES[random.nextInt(LINES.length)];
    return Map.of(
        "readLineBytes", (long) readLine,
        "writeLineBytes", (long) writeLine,
        "maxReadRequestBytes", atLeast(readLine, random),
        "maxPayloadBytes", atLeast(writeLine, random),
        "policy", (long) random.nextInt(4),
        "memoryModel", (long) random.nextInt(2),
        "costTransaction", (long) random.nextInt(256),
        "costLine", (long) random.nextInt(256),
        "headerBytes", (long) random.nextInt(64));
  }

  private static long atLeast(int lineBytes, Random random) {
    long burst = BURSTS[random.nextInt(BURSTS.length)];
    return Math.max(burst, lineBytes);
  }
}
