package tandem.model.rx;

/**
 * A byte for every way of the flow table, row by row: 0 if the way is free, else a part of the hash
 * of its flow. Eight ways are compared in one step, and a look-up reads nothing else of flows that
 * are not the one looked for.
 */
final class RowTags {
  /** No way. */
  static final int NONE = -1;

  private static final int WORD_SHIFT = 3;
  private static final int WAYS_PER_WORD = 1 << WORD_SHIFT;
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long LOW_BITS = 0x7F7F_7F7F_7F7F_7F7FL;
  // Moves the lowest bit of each byte to its place in the uppermost byte.
  private static final long GATHER = 0x0102_0408_1020_4080L;
  // The row is chosen by the upper bits of the hash, so the tag must not be: mixed once more.
  private static final int MULTIPLIER = 0x85EBCA6B;

  private final int ways;
  private final int wordsPerRow;
  private final long[] tags;

  /** A bit for each way of a row, of up to 64; the rest of a word is never free. */
  private final long existing;

  RowTags(int rows, int ways) {
    this.ways = ways;
    wordsPerRow = (ways + WAYS_PER_WORD - 1) / WAYS_PER_WORD;
    existing = ways < Long.SIZE ? (1L << ways) - 1 : -1;
    tags = new long[rows * wordsPerRow];
  }

  /** The tag of a flow in all eight places of a word. */
  static long pattern(int hash) {
    return (hash * MULTIPLIER >>> 25 | 0x80) * ONES;
  }

  /** The first way from {@code from} on whose tag is that of the pattern, or NONE. */
  int match(int row, long pattern, int from) {
    long considered = -1L << shift(from);
    for (int word = from >>> WORD_SHIFT; word < wordsPerRow; word++) {
      long equal = zeroBytes(tags[row * wordsPerRow + word] ^ pattern) & considered;
      if (equal != 0) {
        int way = (word << WORD_SHIFT) + Long.numberOfTrailingZeros(equal) / Byte.SIZE;
        return way < ways ? way : NONE;
      }
      considered = -1;
    }
    return NONE;
  }

  /**
   * The same from the first way on. Branches on no word by itself: in a row that was not seen for
   * long it cannot be foretold which one has the flow, and all of them are at hand.
   */
  int match(int row, long pattern) {
    for (int first = 0; first < ways; first += Long.SIZE) {
      long equal = equalWays(row, first, pattern);
      if (equal != 0) {
        return first + Long.numberOfTrailingZeros(equal);
      }
    }
    return NONE;
  }

  private long equalWays(int row, int firstWay, long pattern) {
    int start = row * wordsPerRow + (firstWay >>> WORD_SHIFT);
    int words = Math.min(wordsPerRow, Long.BYTES);
    long equal = 0;
    for (int word = 0; word < words; word++) {
      long bits = (zeroBytes(tags[start + word] ^ pattern) >>> 7) * GATHER >>> 56;
      equal |= bits << (word << WORD_SHIFT);
    }
    return equal & existing;
  }

  /** Reads a row; gives nothing of meaning. */
  long read(int row) {
    return tags[row * wordsPerRow] + tags[row * wordsPerRow + wordsPerRow - 1];
  }

  /** The lowest free way, or NONE. */
  int free(int row) {
    return match(row, 0, 0);
  }

  boolean taken(int row, int way) {
    return (tags[at(row, way)] >>> shift(way) & 0xFF) != 0;
  }

  void take(int row, int way, int hash) {
    tags[at(row, way)] |= (pattern(hash) & 0xFF) << shift(way);
  }

  void release(int row, int way) {
    tags[at(row, way)] &= ~(0xFFL << shift(way));
  }

  private int at(int row, int way) {
    return row * wordsPerRow + (way >>> WORD_SHIFT);
  }

  private static int shift(int way) {
    return (way & WAYS_PER_WORD - 1) * Byte.SIZE;
  }

  /** The upper bit of every byte that is 0. */
  private static long zeroBytes(long word) {
    return ~((word & LOW_BITS) + LOW_BITS | word | LOW_BITS);
  }
}
