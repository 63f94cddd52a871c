package tandem.cosim.capture;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * An interface of a pcapng section.
 *
 * @param linkType of its frames
 * @param snapBytes at most so many of a frame were captured; 0 for all
 * @param ticksPerSecond unit of its times, unsigned
 * @param offsetSeconds what is added to its times
 */
record PcapngInterface(int linkType, long snapBytes, long ticksPerSecond, long offsetSeconds) {
  private static final int OPTION_END = 0;
  private static final int OPTION_RESOLUTION = 9;
  private static final int OPTION_OFFSET = 14;
  private static final int OPTION_HEAD_BYTES = 4;
  private static final long MICROS = 1_000_000;

  /** Set where the resolution is a power of two, not of ten. */
  private static final int BINARY = 0x80;

  private static final int MAX_BINARY = 63;
  private static final int MAX_DECIMAL = 19;

  /** With fewer ticks in a second, their nanoseconds are counted in 64 bits. */
  private static final long SMALL_TICKS = 1L << 33;

  /** Reads the body of the block that describes an interface. */
  static PcapngInterface of(ByteBuffer body) throws IOException {
    int linkType = Short.toUnsignedInt(body.getShort());
    body.getShort(); // reserved
    long snapBytes = Integer.toUnsignedLong(body.getInt());
    long ticks = MICROS;
    long offset = 0;
    while (body.remaining() >= OPTION_HEAD_BYTES) {
      int code = Short.toUnsignedInt(body.getShort());
      int length = Short.toUnsignedInt(body.getShort());
      if (code == OPTION_END) {
        break;
      }
      if (length > body.remaining()) {
        throw new IOException("an option of an interface is cut off: option=" + code);
      }
      int next = Math.min(body.limit(), body.position() + (length + 3) / 4 * 4);
      if (code == OPTION_RESOLUTION && length == 1) {
        ticks = ticksPerSecond(Byte.toUnsignedInt(body.get()));
      } else if (code == OPTION_OFFSET && length == Long.BYTES) {
        offset = body.getLong();
      }
      body.position(next);
    }
    return new PcapngInterface(linkType, snapBytes, ticks, offset);
  }

  /** Time since the epoch, ns, of a count of ticks, which is unsigned. */
  long timeNs(long ticks) throws IOException {
    long seconds = Long.divideUnsigned(ticks, ticksPerSecond);
    long rest = Long.remainderUnsigned(ticks, ticksPerSecond);
    try {
      if (seconds < 0) {
        throw new ArithmeticException("more than 63 bits");
      }
      long whole =
          Math.multiplyExact(Math.addExact(seconds, offsetSeconds), CaptureFormat.NANOS_PER_SECOND);
      return Math.addExact(whole, nanos(rest));
    } catch (ArithmeticException e) {
      throw new IOException(
          "times must be from the years 1678 to 2261: ticks=" + Long.toUnsignedString(ticks), e);
    }
  }

  private long nanos(long rest) {
    if (ticksPerSecond > 0 && ticksPerSecond < SMALL_TICKS) {
      return rest * CaptureFormat.NANOS_PER_SECOND / ticksPerSecond;
    }
    return new BigInteger(Long.toUnsignedString(rest))
        .multiply(BigInteger.valueOf(CaptureFormat.NANOS_PER_SECOND))
        .divide(new BigInteger(Long.toUnsignedString(ticksPerSecond)))
        .longValueExact();
  }

  private static long ticksPerSecond(int resolution) throws IOException {
    boolean isBinary = (resolution & BINARY) != 0;
    int exponent = resolution & ~BINARY;
    if (exponent > (isBinary ? MAX_BINARY : MAX_DECIMAL)) {
      throw new IOException("times are finer than 64 bits hold: if_tsresol=" + resolution);
    }
    return isBinary ? 1L << exponent : BigInteger.TEN.pow(exponent).longValue();
  }
}
