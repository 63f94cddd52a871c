package tandem.waveforms.vcd;

import java.util.Arrays;
import java.util.Random;

/** Breaks files: bits flipped, bytes replaced, parts cut out, doubled or cut off. */
public final class Damage {
  private Damage() {}

  /** A damaged copy. */
  public static byte[] of(Random random, byte[] good) {
    byte[] bad = good.clone();
    for (int i = 0; i <= random.nextInt(3); i++) {
      bad = once(random, bad);
    }
    return bad;
  }

  private static byte[] once(Random random, byte[] from) {
    if (from.length < 2) {
      return from;
    }
    int at = random.nextInt(from.length);
    int length = Math.min(from.length - at, 1 + random.nextInt(40));
    byte[] bad = from.clone();
    switch (random.nextInt(5)) {
      case 0 -> bad[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bad[at] = (byte) random.nextInt(256);
      case 2 -> bad = Arrays.copyOf(from, at);
      case 3 -> {
        bad = Arrays.copyOf(from, from.length - length);
        System.arraycopy(from, at + length, bad, at, from.length - at - length);
      }
      default -> {
        bad = Arrays.copyOf(from, from.length + length);
        System.arraycopy(from, at, bad, at + length, from.length - at);
      }
    }
    return bad;
  }
}
