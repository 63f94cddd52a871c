package tandem.model.mem;

/**
 * Where the next cut of a request falls, from the current address and what is left alone. Nothing
 * else has to be remembered between cuts: behind the first line boundary every piece starts on one.
 *
 * @param plan OFF, ALWAYS or ISOLATE_TAIL
 * @param lineBytes line size, a power of two; 0 cuts as under OFF
 * @param maxBytes largest piece, a power of two, at least one line
 */
record CutRule(SplitPolicy plan, int lineBytes, int maxBytes) {
  CutRule {
    if (plan == SplitPolicy.COST) {
      throw new IllegalArgumentException("COST chooses among plans, it is none: plan=" + plan);
    }
    plan = lineBytes == 0 ? SplitPolicy.OFF : plan;
  }

  /** Length of the piece that starts at {@code address}, of {@code remainingBytes} that are > 0. */
  int nextBytes(long address, long remainingBytes) {
    int toPageEnd = SplitterConfig.PAGE_BYTES - offsetIn(address, SplitterConfig.PAGE_BYTES);
    int piece = (int) Math.min(remainingBytes, Math.min(maxBytes, toPageEnd));
    if (plan == SplitPolicy.OFF) {
      return piece;
    }
    int intoLine = offsetIn(address, lineBytes);
    if (intoLine != 0) {
      return (int) Math.min(remainingBytes, lineBytes - intoLine);
    }
    int tail = offsetIn(address + piece, lineBytes);
    boolean isolate = plan == SplitPolicy.ISOLATE_TAIL && piece > lineBytes && tail != 0;
    return isolate ? piece - tail : piece;
  }

  /** Number of pieces of a request. */
  long count(long address, long bytes) {
    long pieces = 0;
    long at = address;
    for (long remaining = bytes; remaining > 0; pieces++) {
      int piece = nextBytes(at, remaining);
      at += piece;
      remaining -= piece;
    }
    return pieces;
  }

  private static int offsetIn(long address, int powerOfTwo) {
    return (int) (address & (powerOfTwo - 1));
  }
}
