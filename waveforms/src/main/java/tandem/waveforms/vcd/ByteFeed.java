package tandem.waveforms.vcd;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.ZipException;
import tandem.waveforms.signal.WaveFormatException;

/**
 * The bytes of a dump in one reused buffer. Behind the last valid byte stands a newline, so that
 * scans for the end of a word need no second test.
 */
final class ByteFeed implements Closeable {
  static final int BUFFER_BYTES = 1 << 20;

  final String name;
  byte[] buf = new byte[BUFFER_BYTES + 1];

  /** Index of the first byte that is not valid. */
  int limit;

  /** Next byte to look at; kept here between phases of parsing. */
  int pos;

  boolean eof;
  private final InputStream in;
  private long base;
  private IOException readFault;

  ByteFeed(String name, InputStream in) {
    this.name = name;
    this.in = in;
    buf[0] = '\n';
  }

  /** Offset in the (uncompressed) dump of an index into the buffer. */
  long offsetOf(int index) {
    return base + index;
  }

  /**
   * Moves the bytes from {@code from} on to the front, reads more, and returns 0, their new index.
   */
  int refill(int from, int wantBytes) throws IOException {
    int kept = limit - from;
    if (wantBytes > buf.length - 1) {
      buf = Arrays.copyOf(buf, wantBytes + BUFFER_BYTES + 1);
    }
    System.arraycopy(buf, from, buf, 0, kept);
    base += from;
    limit = kept;
    while (!eof && limit < wantBytes) {
      int n = read();
      if (n < 0) {
        eof = true;
      } else {
        limit += n;
      }
    }
    buf[limit] = '\n';
    return 0;
  }

  /** Moves to an offset that lies ahead; to the end of a dump that has become shorter. */
  void skip(long offset) throws IOException {
    while (offsetOf(limit) < offset && !eof) {
      refill(limit, BUFFER_BYTES / 2);
    }
    pos = (int) Math.min(limit, offset - base);
  }

  private int read() throws IOException {
    try {
      return in.read(buf, limit, buf.length - 1 - limit);
    } catch (EOFException | ZipException e) {
      // What was decompressed before the damage is still given out; the fault comes at its end.
      readFault = e;
      return -1;
    }
  }

  /** Throws if the bytes ended for a reason other than the end of the file. */
  void checkEnd(long lastTime) throws WaveFormatException {
    if (readFault != null) {
      throw new WaveFormatException(name, offsetOf(limit), gzipRule(), lastTime);
    }
  }

  private String gzipRule() {
    return "the gzip data is damaged or cut off: " + readFault.getMessage();
  }

  /** A fault in the last word is put down to the file being cut off there. */
  WaveFormatException fault(int index, String rule, long lastTime) {
    int end = index;
    while (end < limit && (buf[end] & 0xff) > ' ') {
      end++;
    }
    String said = rule;
    if (eof && end >= limit && !rule.startsWith("the file")) {
      said = readFault != null ? gzipRule() : "the file is cut off: " + rule;
    }
    return new WaveFormatException(name, offsetOf(index), said, lastTime);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
