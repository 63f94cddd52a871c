package tandem.bench.bridge;

/**
 * What every testbench of the comparison does with the alignment splitter: the same requests, the
 * same answers, the same checks. The C++ twin is {@code native/splitter_yardstick.cpp}.
 */
final class SplitterWork {
  static final int SPANS = 4096;
  static final int SLOTS = 256;

  /** The sink of bursts pauses in one of so many cycles. */
  static final int BURSTY = 8;

  static final int PAGE_BYTES = 4096;
  static final int RESET_CYCLES = 4;

  /** Answers of host memory take from 150 to 249 cycles. */
  final int[] latencies = new int[SPANS];

  final long[] address = new long[SPANS];
  final int[] bytes = new int[SPANS];
  final byte[] op = new byte[SPANS];
  final byte[] guest = new byte[SPANS];

  private final int[] next = new int[SLOTS];
  private long randomState = 1;
  long accepted;
  long done;
  long checksum;

  SplitterWork() {
    for (int i = 0; i < SPANS; i++) {
      address[i] = random(1 << 30) * 16 + random(16);
      bytes[i] = 1 + (int) random(1024);
      op[i] = (byte) random(2);
      guest[i] = (byte) random(256);
    }
    for (int i = 0; i < SPANS; i++) {
      latencies[i] = 150 + (int) random(100);
    }
  }

  private long random(int below) {
    randomState = randomState * 6364136223846793005L + 1442695040888963407L;
    return (randomState >>> 33) % below;
  }

  void checkBurst(
      long cycle, int slot, int tag, int op, long at, int length, int offset, int firstAndLast) {
    int span = (int) (done + (slot - done & SLOTS - 1)) & SPANS - 1;
    int sent = next[slot];
    boolean isFirst = sent == 0;
    boolean isLast = sent + length == bytes[span];
    if (tag != span || op != this.op[span]) {
      throw failed("tag or op of a burst", cycle);
    }
    if (offset != sent || at != address[span] + sent) {
      throw failed("gap", cycle);
    }
    if (firstAndLast != ((isFirst ? 1 : 0) | (isLast ? 2 : 0))) {
      throw failed("first or last", cycle);
    }
    if ((at & PAGE_BYTES - 1) + length > PAGE_BYTES) {
      throw failed("page crossed", cycle);
    }
    next[slot] = sent + length;
    checksum = checksum * 31 + (at ^ cycle);
  }

  void checkDone(long cycle, int tag, int status) {
    int span = (int) done & SPANS - 1;
    int slot = (int) done & SLOTS - 1;
    if (tag != span || status != 0) {
      throw failed("completion", cycle);
    }
    if (next[slot] != bytes[span]) {
      throw failed("completed before all bytes", cycle);
    }
    next[slot] = 0;
    done++;
  }

  private static IllegalStateException failed(String what, long cycle) {
    return new IllegalStateException("check failed: " + what + " cycle=" + cycle);
  }
}
