package tandem.waveforms.fst;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import tandem.waveforms.signal.WaveFormatException;

/**
 * Walks the blocks of an FST and checks what they say of themselves. Cheap: it reads a few bytes a
 * block. Damage inside a block is for {@link FstGuard}.
 */
final class FstStructure {
  private static final int HEADER = 0;
  private static final int BLACKOUT = 2;
  private static final int GEOMETRY = 3;
  private static final int WRAPPER = 254;
  private static final int UNFINISHED = 255;
  private static final int HEADER_BYTES = 329;
  private static final int MAX_VALUES = 1 << 28;

  private final String name;
  private final FileChannel file;
  private final ByteBuffer head = ByteBuffer.allocate(1 + HEADER_BYTES);
  private long lastTime = -1;
  private boolean geometry;
  private boolean hierarchy;

  private FstStructure(String name, FileChannel file) {
    this.name = name;
    this.file = file;
  }

  /** Throws at the first block that is not what it should be. */
  static void check(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      new FstStructure(path.toString(), file).walk();
    }
  }

  private void walk() throws IOException {
    long size = file.size();
    long at = 0;
    while (at < size) {
      int got = load(at);
      if (got < 9) {
        throw fault(at, "the file is cut off in the head of a block");
      }
      int type = head.get(0) & 0xff;
      long length = head.getLong(1);
      if (type == WRAPPER && at == 0) {
        return;
      }
      if (type == UNFINISHED) {
        throw fault(at, "the block was never finished: its writer died before closing the file");
      }
      if (length < 8 || length > size - at - 1) {
        throw fault(at, block(type) + " of " + length + " bytes, the file has " + (size - at - 1));
      }
      block(at, type, length);
      at += 1 + length;
    }
    if (size == 0 || !geometry || !hierarchy) {
      throw fault(
          size,
          "the file ends without "
              + (geometry ? "a hierarchy" : "a geometry")
              + " block, which is"
              + " written last: its writer did not close it");
    }
  }

  private int load(long at) throws IOException {
    head.clear();
    while (head.hasRemaining()) {
      if (file.read(head, at + head.position()) < 0) {
        break;
      }
    }
    return head.position();
  }

  private void block(long at, int type, long length) throws WaveFormatException {
    if ((at == 0) != (type == HEADER)) {
      throw fault(at, at == 0 ? "an FST begins with a header block" : "a second header block");
    }
    switch (type) {
      case HEADER -> header(at, length);
      case 1, 5, 8 -> values(at, length);
      case BLACKOUT -> {}
      case GEOMETRY -> {
        geometry = true;
        if (length < 24 || head.getLong(17) > MAX_VALUES || head.getLong(17) < 0) {
          throw fault(at, "a geometry block of " + head.getLong(17) + " values");
        }
      }
      case 4, 6, 7 -> hierarchy = true;
      default -> throw fault(at, "unknown block type " + type);
    }
  }

  private void header(long at, long length) throws WaveFormatException {
    if (length != HEADER_BYTES) {
      throw fault(at, "the header block has " + HEADER_BYTES + " bytes, not " + length);
    }
    double check = head.getDouble(25);
    double swapped = Double.longBitsToDouble(Long.reverseBytes(head.getLong(25)));
    if (check != Math.E && swapped != Math.E) {
      throw fault(at, "the header's byte order mark is damaged");
    }
    if (Long.compareUnsigned(head.getLong(9), head.getLong(17)) > 0) {
      throw fault(at, "the dump ends before it begins");
    }
    int exponent = head.get(73);
    if (exponent < -21 || exponent > 2) {
      throw fault(at, "a time unit of 10^" + exponent + " s");
    }
  }

  private void values(long at, long length) throws WaveFormatException {
    if (length < 57) {
      throw fault(at, "a value block of " + length + " bytes");
    }
    long begin = head.getLong(9);
    long end = head.getLong(17);
    if (begin < 0 || end < 0) {
      throw fault(at, "a time of more than 63 bits");
    }
    if (begin > end || begin < lastTime) {
      throw fault(at, "a value block from " + begin + " to " + end + " after time " + lastTime);
    }
    lastTime = end;
  }

  private static String block(int type) {
    return switch (type) {
      case HEADER -> "a header block";
      case 1, 5, 8 -> "a value block";
      case GEOMETRY -> "a geometry block";
      case 4, 6, 7 -> "a hierarchy block";
      default -> "a block of type " + type;
    };
  }

  private WaveFormatException fault(long at, String rule) {
    return new WaveFormatException(name, at, rule, lastTime);
  }
}
