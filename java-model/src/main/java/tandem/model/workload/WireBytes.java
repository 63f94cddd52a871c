package tandem.model.workload;

import java.nio.ByteBuffer;

/** Bytes of headers as they go over the wire. */
final class WireBytes {
  private WireBytes() {}

  static int sum(byte[] bytes, int start) {
    int sum = start;
    for (int i = 0; i < bytes.length; i++) {
      sum += (bytes[i] & 0xFF) << ((i & 1) == 0 ? 8 : 0);
      sum = (sum & 0xFFFF) + (sum >>> 16);
    }
    return sum;
  }

  static void putShort(byte[] bytes, int at, int value) {
    ByteBuffer.wrap(bytes).putShort(at, (short) value);
  }

  static void putInt(byte[] bytes, int at, int value) {
    ByteBuffer.wrap(bytes).putInt(at, value);
  }

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
