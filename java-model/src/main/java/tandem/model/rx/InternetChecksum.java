package tandem.model.rx;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Ones' complement sums of 16-bit big-endian words, folded to 16 bits and not inverted. */
public final class InternetChecksum {
  /** The sum of data whose checksum field is right. */
  public static final int VALID = 0xFFFF;

  // Little-endian reads are the native ones; the sum does not depend on byte order but for a swap.
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_HALF = 0xFFFF_FFFFL;

  /** From so many bytes on longer words are worth while. */
  private static final int LONG_PIECE = 64;

  private InternetChecksum() {}

  /** Sum of {@code length} bytes; an odd end is filled with a zero byte. */
  public static int sum(byte[] bytes, int offset, int length) {
    long sum = 0;
    int at = offset;
    int end = offset + length;
    if (length >= LONG_PIECE) {
      at = offset + (length & -Long.BYTES);
      sum = sumOfWords(bytes, offset, at);
    }
    for (; at + Integer.BYTES <= end; at += Integer.BYTES) {
      sum += (int) INTS.get(bytes, at) & LOW_HALF;
    }
    for (int shift = 0; at < end; at++, shift ^= 8) {
      sum += (long) (bytes[at] & 0xFF) << shift;
    }
    return swap(fold(sum));
  }

  // By itself, so that the compiler unrolls it for payloads whatever the length of headers.
  private static long sumOfWords(byte[] bytes, int start, int end) {
    // Upper halves are added up by themselves; what the total has beyond them are the lower halves.
    // The total may wrap around, the sums of the halves cannot.
    long total = 0;
    long upper = 0;
    for (int at = start; at < end; at += Long.BYTES) {
      long word = (long) LONGS.get(bytes, at);
      total += word;
      upper += word >>> 32;
    }
    return total - (upper << 32) + upper;
  }

  /** The sum of two pieces of which the first has an even length. */
  public static int add(int first, int second) {
    int sum = first + second;
    return (sum & 0xFFFF) + (sum >>> 16);
  }

  /** What a sum counts for when its data begin at an odd offset. */
  public static int swap(int sum) {
    return (sum & 0xFF) << 8 | sum >>> 8;
  }

  /** The sum of a piece followed by another one. */
  public static int concat(int first, int firstBytes, int second) {
    return add(first, (firstBytes & 1) == 0 ? second : swap(second));
  }

  /** Sum of a pseudo header over both address halves, protocol and length. */
  static int pseudo(long source, long destination, int protocolAndLength) {
    return fold(
        (source >>> 32)
            + (source & LOW_HALF)
            + (destination >>> 32)
            + (destination & LOW_HALF)
            + (protocolAndLength & LOW_HALF));
  }

  /** Adds the carries until 16 bits are left. */
  static int fold(long sum) {
    long folded = (sum & LOW_HALF) + (sum >>> 32);
    folded = (folded & 0xFFFF) + (folded >>> 16);
    folded = (folded & 0xFFFF) + (folded >>> 16);
    return (int) ((folded & 0xFFFF) + (folded >>> 16));
  }
}
