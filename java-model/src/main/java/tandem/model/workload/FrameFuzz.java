package tandem.model.workload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Frames as they should never come: cut off anywhere, with changed bytes, lengths that lie, chains
 * that never end, and bytes that are no frame at all.
 */
public final class FrameFuzz {
  /** Offsets of the IPv4 total length, IHL, protocol, and of the TCP data offset. */
  private static final int[] TENDER = {12, 13, 14, 16, 17, 18, 20, 23, 46, 47, 54, 55, 94, 95};

  private static final int[] CHAIN = {
    60, 0, 0, 0, 0, 0, 0, 0, 43, 0, 0, 0, 0, 0, 0, 0, 6, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
  };

  /** Every header refers to one of its own kind. */
  private static final int[] ENDLESS_CHAIN = new int[64];

  private final Random random;
  private final List<byte[]> corpus = corpus();

  public FrameFuzz(Random random) {
    this.random = random;
  }

  /** Frames with every header and option there is, all of them right but for the endless chain. */
  public static List<byte[]> corpus() {
    List<byte[]> corpus = new ArrayList<>();
    corpus.add(Frames.nth(1, 20).bytes());
    corpus.add(Frames.nth(1, 20).timestamp(1, 2).tag(0x8100, 1).tag(0x88A8, 2).bytes());
    corpus.add(Frames.nth(1, 20).v6().extension(0, CHAIN).bytes());
    corpus.add(
        Frames.nth(1, 20)
            .ipOptions(7, 4, 4, 0)
            .options(5, 10, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1)
            .bytes());
    corpus.add(Frames.nth(1, 20).v6().extension(44, 6, 0, 0, 1, 0, 0, 0, 0).bytes());
    corpus.add(Frames.nth(1, 200).v6().tag(0x8100, 3).timestamp(7, 8).bytes());
    corpus.add(Frames.nth(1, 20).v6().extension(0, ENDLESS_CHAIN).bytes());
    corpus.add(Frames.nth(1, 7).options(2, 4, 5, 0xB4, 3, 3, 7, 0).payload(1400).bytes());
    return corpus;
  }

  /** The next one, at least one byte. */
  public byte[] next() {
    byte[] original = corpus.get(random.nextInt(corpus.size()));
    boolean whole = random.nextInt(3) == 0;
    byte[] frame =
        whole
            ? original.clone()
            : Arrays.copyOf(original, random.nextInt(original.length + original.length / 8) + 1);
    if (random.nextInt(8) == 0) {
      random.nextBytes(frame);
    }
    for (int changes = random.nextInt(4); changes > 0; changes--) {
      frame[random.nextInt(frame.length)] = (byte) random.nextInt();
    }
    for (int lies = random.nextInt(3); lies > 0; lies--) {
      int at = TENDER[random.nextInt(TENDER.length)];
      if (at < frame.length) {
        frame[at] = (byte) (random.nextBoolean() ? random.nextInt(8) : frame[at] + 1);
      }
    }
    return frame;
  }
}
