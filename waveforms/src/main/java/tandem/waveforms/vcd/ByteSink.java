package tandem.waveforms.vcd;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes on their way out; unlike the streams of the JDK it locks nothing. */
final class ByteSink {
  private static final int FLUSH_AT = 1 << 16;

  private byte[] bytes = new byte[FLUSH_AT + 4096];
  private int used;

  void put(int b) {
    if (used == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * used);
    }
    bytes[used++] = (byte) b;
  }

  void put(byte[] from, int offset, int length) {
    if (used + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * (used + length));
    }
    System.arraycopy(from, offset, bytes, used, length);
    used += length;
  }

  void put(String text) {
    byte[] from = text.getBytes(StandardCharsets.ISO_8859_1);
    put(from, 0, from.length);
  }

  /** Whether enough has come together for a write. */
  boolean full() {
    return used >= FLUSH_AT;
  }

  void flush(OutputStream out) throws IOException {
    out.write(bytes, 0, used);
    used = 0;
  }
}
