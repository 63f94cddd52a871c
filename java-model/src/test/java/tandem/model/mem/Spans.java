package tandem.model.mem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import tandem.model.record.HostBurst;
import tandem.model.record.HostSpan;
import tandem.model.record.MemoryOp;

/** Stimulus shared by the tests of the memory package. */
final class Spans {
  static final int[] LINES = {32, 64, 128, 256};

  private Spans() {}

  static HostSpan of(MemoryOp op, long address, long bytes) {
    return padded(op, address, bytes, 0);
  }

  static HostSpan padded(MemoryOp op, long address, long bytes, int padBytes) {
    return new HostSpan(op, address, bytes, padBytes, true, 3, 77);
  }

  static HostSpan write(long address, long bytes) {
    return of(MemoryOp.WRITE, address, bytes);
  }

  static HostSpan read(long address, long bytes) {
    return of(MemoryOp.READ, address, bytes);
  }

  static SplitterConfig config(SplitPolicy policy, int maxBytes) {
    return maxBytes(SplitterConfig.DEFAULTS.with(policy), maxBytes);
  }

  static SplitterConfig maxBytes(SplitterConfig config, int maxBytes) {
    return config.with(
        Map.of("maxPayloadBytes", (long) maxBytes, "maxReadRequestBytes", (long) maxBytes));
  }

  static SplitRequest split(SplitterConfig config, HostSpan span) {
    return new AlignmentSplitter(config).accept(span);
  }

  static SplitCounters count(SplitterConfig config, HostSpan span) {
    SplitCounters counters = new SplitCounters(config);
    SplitRequest request = split(config, span);
    counters.accepted(request);
    request.bursts().forEach(counters::issued);
    return counters;
  }

  static List<Integer> sizes(SplitRequest request) {
    return request.bursts().stream().map(HostBurst::bytes).collect(Collectors.toList());
  }

  /** Reads a list as the specification writes it, such as "32, 5x256, 188". */
  static List<Integer> sizes(String segments) {
    List<Integer> sizes = new ArrayList<>();
    for (String item : segments.split(",")) {
      String[] parts = item.trim().split("x");
      int repeat = parts.length == 2 ? Integer.parseInt(parts[0]) : 1;
      for (int i = 0; i < repeat; i++) {
        sizes.add(Integer.parseInt(parts[parts.length - 1]));
      }
    }
    return sizes;
  }

  /** Any legal configuration with both lines on. */
  static SplitterConfig randomConfig(Random random) {
    int readLine = LINES[random.nextInt(LINES.length)];
    int writeLine = LINES[random.nextInt(LINES.length)];
    return SplitterConfig.DEFAULTS.with(
        Map.of(
            "readLineBytes", (long) readLine,
            "writeLineBytes", (long) writeLine,
            "maxPayloadBytes", (long) randomMax(random, writeLine),
            "maxReadRequestBytes", (long) randomMax(random, readLine),
            "policy", (long) random.nextInt(4),
            "memoryModel", (long) random.nextInt(2)));
  }

  static HostSpan randomSpan(Random random, int maxBytes) {
    MemoryOp op = MemoryOp.ofCode(random.nextInt(2));
    long address = 0x12_3456_0000L + random.nextInt(3 * SplitterConfig.PAGE_BYTES);
    int padBytes = random.nextBoolean() ? 0 : random.nextInt(256);
    return padded(op, address, 1 + random.nextInt(maxBytes), padBytes);
  }

  private static int randomMax(Random random, int lineBytes) {
    int max = lineBytes;
    while (max < SplitterConfig.PAGE_BYTES && random.nextInt(3) != 0) {
      max *= 2;
    }
    return max;
  }
}
