package tandem.bench.rx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A pcapng capture for tests, written block by block. */
final class PcapngBytes {
  static final int ETHERNET = 1;
  static final int LINUX_COOKED = 113;

  private final ByteBuffer bytes = ByteBuffer.allocate(1 << 20);

  /** Begins a section of that order of bytes. */
  PcapngBytes section(ByteOrder order) {
    bytes.order(order).putInt(0x0a0d0d0a).putInt(28).putInt(0x1a2b3c4d);
    bytes.putShort((short) 1).putShort((short) 0).putLong(-1).putInt(28);
    return this;
  }

  /** Any block; what is missing to a multiple of 4 is added. */
  PcapngBytes block(int type, byte[] body) {
    int padded = (body.length + 3) / 4 * 4;
    bytes.putInt(type).putInt(padded + 12).put(body).put(new byte[padded - body.length]);
    bytes.putInt(padded + 12);
    return this;
  }

  /** An interface whose times are microseconds. */
  PcapngBytes interfaceOf(int linkType, int snapBytes) {
    return block(1, body(8).putShort((short) linkType).putShort((short) 0).putInt(snapBytes));
  }

  /** An Ethernet interface with a resolution of its times and an offset in seconds. */
  PcapngBytes interfaceOfTime(int resolution, long offsetSeconds) {
    ByteBuffer body = body(28).putShort((short) ETHERNET).putShort((short) 0).putInt(0);
    body.putShort((short) 9).putShort((short) 1).put((byte) resolution).position(16);
    body.putShort((short) 14).putShort((short) 8).putLong(offsetSeconds);
    return block(1, body);
  }

  PcapngBytes enhanced(int origin, long ticks, int wireBytes, byte[] frame) {
    ByteBuffer body = body(20 + frame.length).putInt(origin).putInt((int) (ticks >>> 32));
    return block(6, body.putInt((int) ticks).putInt(frame.length).putInt(wireBytes).put(frame));
  }

  PcapngBytes simple(int wireBytes, byte[] frame) {
    return block(3, body(4 + frame.length).putInt(wireBytes).put(frame));
  }

  /** The packet block of old files. */
  PcapngBytes old(int origin, long ticks, byte[] frame) {
    ByteBuffer body = body(20 + frame.length).putShort((short) origin).putShort((short) 7);
    body.putInt((int) (ticks >>> 32)).putInt((int) ticks).putInt(frame.length);
    return block(2, body.putInt(frame.length).put(frame));
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  Path write(Path file) throws IOException {
    return Files.write(file, toBytes());
  }

  private PcapngBytes block(int type, ByteBuffer body) {
    return block(type, body.array());
  }

  private ByteBuffer body(int length) {
    return ByteBuffer.allocate(length).order(bytes.order());
  }
}
