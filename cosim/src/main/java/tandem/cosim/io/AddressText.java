package tandem.cosim.io;

/** Addresses as people write them. */
public final class AddressText {
  private static final int WORDS = 8;

  private AddressText() {}

  /** Dotted numbers of an address in the lower 32 bits. */
  public static String ipv4(long address) {
    return (address >>> 24 & 0xff)
        + "."
        + (address >>> 16 & 0xff)
        + "."
        + (address >>> 8 & 0xff)
        + "."
        + (address & 0xff);
  }

  /** The canonical text of RFC 5952: the first longest run of zero words is left out. */
  public static String ipv6(long high, long low) {
    if (high == 0 && low >>> 32 == 0xffff) {
      return "::ffff:" + ipv4(low);
    }
    int[] words = new int[WORDS];
    for (int i = 0; i < WORDS; i++) {
      long half = i < WORDS / 2 ? high : low;
      words[i] = (int) (half >>> 48 - 16 * (i % (WORDS / 2)) & 0xffff);
    }
    int start = WORDS;
    int length = 1; // a single zero word stays
    for (int i = 0; i < WORDS; i++) {
      int run = 0;
      while (i + run < WORDS && words[i + run] == 0) {
        run++;
      }
      if (run > length) {
        start = i;
        length = run;
      }
    }
    if (start == WORDS) {
      return words(words, 0, WORDS);
    }
    return words(words, 0, start) + "::" + words(words, start + length, WORDS);
  }

  private static String words(int[] words, int from, int until) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < until; i++) {
      text.append(i == from ? "" : ":").append(Integer.toHexString(words[i]));
    }
    return text.toString();
  }
}
