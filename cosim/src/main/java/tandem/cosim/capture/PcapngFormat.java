package tandem.cosim.capture;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The pcapng format: sections of blocks, each section in its own order of bytes and with its own
 * interfaces. Blocks that hold no frame are left out, as the format demands.
 */
final class PcapngFormat implements CaptureFormat {
  /** Type of the block that begins a section; it reads the same in both orders. */
  static final int SECTION = 0x0a0d0d0a;

  private static final int INTERFACE = 1;
  private static final int OLD_PACKET = 2;
  private static final int SIMPLE_PACKET = 3;
  private static final int ENHANCED_PACKET = 6;
  private static final int ORDER_MAGIC = 0x1a2b3c4d;
  private static final int MAJOR = 1;

  /** Type, length, and length again. */
  private static final int FRAMING_BYTES = 12;

  private static final int MAX_BLOCK_BYTES = 1 << 24;

  private final CaptureInput in;
  private final List<PcapngInterface> interfaces = new ArrayList<>();
  private long lastTimeNs;

  /**
   * @param in behind the type of the first block
   */
  PcapngFormat(CaptureInput in) throws IOException {
    this.in = in;
    section();
  }

  @Override
  public Frame next(int number) throws IOException {
    while (!in.atEnd()) {
      int type = in.numbers(Integer.BYTES).getInt();
      if (type == SECTION) {
        section();
        continue;
      }
      long length = Integer.toUnsignedLong(in.numbers(Integer.BYTES).getInt());
      boolean isFrame = type == ENHANCED_PACKET || type == SIMPLE_PACKET || type == OLD_PACKET;
      if (isFrame || type == INTERFACE) {
        ByteBuffer body = body(length);
        try {
          if (isFrame) {
            return frame(type, body, number);
          }
          interfaces.add(PcapngInterface.of(body));
        } catch (BufferUnderflowException e) {
          throw new IOException(
              String.format(
                  Locale.ROOT, "a block is too short: blockType=%d bytes=%d", type, length),
              e);
        }
      } else {
        requireLength(length, Long.MAX_VALUE);
        in.skip(length - FRAMING_BYTES);
        endOfBlock(length);
      }
    }
    return null;
  }

  /** Begins a section, behind the type of its block. */
  private void section() throws IOException {
    in.order(ByteOrder.BIG_ENDIAN);
    ByteBuffer head = in.numbers(Long.BYTES);
    boolean isBig = head.getInt(Integer.BYTES) == ORDER_MAGIC;
    ByteOrder order = isBig ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    head.order(order);
    if (head.getInt(Integer.BYTES) != ORDER_MAGIC) {
      throw new IOException("a section begins without its byte order magic");
    }
    in.order(order);
    long length = Integer.toUnsignedLong(head.getInt(0));
    requireLength(length, MAX_BLOCK_BYTES);
    if (length < FRAMING_BYTES + 2 * Long.BYTES) {
      throw new IOException("the block of a section is too short: bytes=" + length);
    }
    ByteBuffer version = in.numbers(Integer.BYTES);
    int major = Short.toUnsignedInt(version.getShort());
    if (major != MAJOR) {
      throw new IOException("pcapng must be of version 1: version=" + major);
    }
    in.skip(length - FRAMING_BYTES - Long.BYTES);
    endOfBlock(length);
    interfaces.clear();
  }

  private Frame frame(int type, ByteBuffer body, int number) throws IOException {
    long id =
        switch (type) {
          case ENHANCED_PACKET -> Integer.toUnsignedLong(body.getInt());
          case OLD_PACKET -> Short.toUnsignedLong(body.getShort());
          default -> 0;
        };
    if (id >= interfaces.size()) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "the section has no such interface: interface=%d of %d",
              id,
              interfaces.size()));
    }
    PcapngInterface origin = interfaces.get((int) id);
    CaptureFormat.requireEthernet(origin.linkType());
    if (type == SIMPLE_PACKET) {
      long wire = Integer.toUnsignedLong(body.getInt());
      long captured = origin.snapBytes() == 0 ? wire : Math.min(wire, origin.snapBytes());
      return new Frame(number, lastTimeNs, wire, data(body, captured));
    }
    if (type == OLD_PACKET) {
      body.getShort(); // frames lost before this one
    }
    long ticks = Integer.toUnsignedLong(body.getInt()) << Integer.SIZE;
    ticks |= Integer.toUnsignedLong(body.getInt());
    lastTimeNs = origin.timeNs(ticks);
    long captured = Integer.toUnsignedLong(body.getInt());
    long wire = Integer.toUnsignedLong(body.getInt());
    return new Frame(number, lastTimeNs, Math.max(wire, captured), data(body, captured));
  }

  private static byte[] data(ByteBuffer body, long captured) throws IOException {
    byte[] data = new byte[Math.min(CaptureFormat.capturedBytes(captured), body.remaining() + 1)];
    body.get(data);
    return data;
  }

  /** What stands in a block, whose end is checked. */
  private ByteBuffer body(long length) throws IOException {
    requireLength(length, MAX_BLOCK_BYTES);
    ByteBuffer body = in.numbers((int) length - FRAMING_BYTES);
    endOfBlock(length);
    return body;
  }

  private static void requireLength(long length, long most) throws IOException {
    if (length < FRAMING_BYTES || length > most || length % Integer.BYTES != 0) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "a block must have %d to %d bytes, a multiple of 4: bytes=%d",
              FRAMING_BYTES,
              most,
              length));
    }
  }

  private void endOfBlock(long length) throws IOException {
    long again = Integer.toUnsignedLong(in.numbers(Integer.BYTES).getInt());
    if (again != length) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "the lengths at the two ends of a block differ: bytes=%d and %d",
              length,
              again));
    }
  }
}
