package tandem.waveforms.fst;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The chain of blocks that an FST file is. fstapi does not look whether what it writes arrives, so
 * a file on a full disk ends in the middle of a block, or lacks some, and nobody says so.
 */
public final class FstBlocks {
  private static final int HEADER = 0;
  private static final int GEOMETRY = 3;
  private static final int[] HIERARCHY = {4, 6, 7};
  private static final int[] VALUE_CHANGES = {1, 5, 8};

  /** Where the header has the number of blocks with value changes. */
  private static final int CHANGES_OFFSET = 65;

  private FstBlocks() {}

  /**
   * Passes if the file has all blocks that its header promises and ends where the last one does.
   *
   * @throws IOException if it does not
   */
  public static void requireWhole(Path file) throws IOException {
    Map<Integer, Long> blocks = new HashMap<>();
    long promised = -1;
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      long at = 0;
      while (at < in.length()) {
        in.seek(at);
        int type = in.readUnsignedByte();
        long length = in.readLong();
        if (type == HEADER) {
          in.seek(at + CHANGES_OFFSET);
          promised = in.readLong();
        }
        if (length < Long.BYTES || length > in.length() - at - 1) {
          throw new EOFException();
        }
        blocks.merge(type, 1L, Long::sum);
        at += 1 + length;
      }
    } catch (EOFException e) {
      throw new IOException("the dump ends in the middle of a block; is the disk full?", e);
    }
    boolean whole =
        promised == count(blocks, VALUE_CHANGES)
            && count(blocks, GEOMETRY) == 1
            && count(blocks, HIERARCHY) == 1;
    if (!whole) {
      throw new IOException("blocks of the dump are missing; is the disk full?");
    }
  }

  private static long count(Map<Integer, Long> blocks, int... types) {
    long sum = 0;
    for (int type : types) {
      sum += blocks.getOrDefault(type, 0L);
    }
    return sum;
  }
}
