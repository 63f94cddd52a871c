package tandem.cosim.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/**
 * Classic pcap: a header and records of seconds, fraction, captured and wire length. Seconds are
 * unsigned, so times end in 2106; fractions above a second are carried, as other tools do.
 */
final class PcapFormat implements CaptureFormat {
  private static final int MICROS = 0xa1b2c3d4;
  private static final int NANOS = 0xa1b23c4d;

  /** Microseconds, with 8 more bytes behind the lengths (Kuznetzov's). */
  private static final int MICROS_LONG = 0xa1b2cd34;

  private static final int HEADER_BYTES = 20;
  private static final int RECORD_BYTES = 16;
  private static final int LONG_RECORD_BYTES = 24;
  private static final int LINK_AT = 16;
  private static final int MAJOR = 2;
  private static final int MAX_MINOR = 4;
  private static final int MIN_MINOR = 3;

  /** The bits above say how long the check sequence is. */
  private static final int LINK_MASK = 0x03ff_ffff;

  private static final int NANOS_PER_MICRO = 1000;

  private final CaptureInput in;
  private final int recordBytes;
  private final int nanosPerTick;

  /**
   * @param in behind the magic number
   * @param magic what {@link #isMagic} knows
   */
  PcapFormat(CaptureInput in, int magic) throws IOException {
    this.in = in;
    boolean little = !isBig(magic);
    int kind = little ? Integer.reverseBytes(magic) : magic;
    recordBytes = kind == MICROS_LONG ? LONG_RECORD_BYTES : RECORD_BYTES;
    nanosPerTick = kind == NANOS ? 1 : NANOS_PER_MICRO;
    in.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    ByteBuffer header = in.numbers(HEADER_BYTES);
    int major = Short.toUnsignedInt(header.getShort());
    int minor = Short.toUnsignedInt(header.getShort());
    if (major != MAJOR || minor < MIN_MINOR || minor > MAX_MINOR) {
      throw new IOException(
          String.format(
              Locale.ROOT, "pcap must be of version 2.3 or 2.4: version=%d.%d", major, minor));
    }
    CaptureFormat.requireEthernet(header.getInt(LINK_AT) & LINK_MASK);
  }

  /** Whether a file that begins so is of this format. */
  static boolean isMagic(int magic) {
    return isBig(magic) || isBig(Integer.reverseBytes(magic));
  }

  private static boolean isBig(int magic) {
    return magic == MICROS || magic == NANOS || magic == MICROS_LONG;
  }

  @Override
  public Frame next(int number) throws IOException {
    if (in.atEnd()) {
      return null;
    }
    ByteBuffer record = in.numbers(recordBytes);
    long seconds = Integer.toUnsignedLong(record.getInt());
    long ticks = Integer.toUnsignedLong(record.getInt());
    int captured = CaptureFormat.capturedBytes(Integer.toUnsignedLong(record.getInt()));
    long wire = Integer.toUnsignedLong(record.getInt());
    long timeNs = seconds * NANOS_PER_SECOND + ticks * nanosPerTick;
    return new Frame(number, timeNs, Math.max(wire, captured), in.bytes(captured));
  }
}
