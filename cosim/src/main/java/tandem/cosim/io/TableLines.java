package tandem.cosim.io;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import tandem.cosim.rtl.UsageException;

/**
 * The lines of a table for its parser, which gets one of them at a time and never a blank one or a
 * comment. Text is UTF-8 with or without a byte order mark; lines are bounded, so that memory is.
 */
final class TableLines extends Reader {
  /** The longest line there may be. */
  static final int MAX_LINE_BYTES = 1 << 16;

  private static final int BUFFER_BYTES = 1 << 16;
  private static final byte[] UTF_8_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final byte[] UTF_16_MARK = {(byte) 0xfe, (byte) 0xff};
  private static final byte[] UTF_16_SWAPPED = {(byte) 0xff, (byte) 0xfe};

  private final Path file;
  private final InputStream in;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final byte[] line = new byte[MAX_LINE_BYTES];
  private final CharBuffer chars = CharBuffer.allocate(MAX_LINE_BYTES + 1);
  private long number;
  private long given;
  private boolean mayGoOn;

  /**
   * @throws UsageException if the text is in UTF-16
   */
  TableLines(Path file) throws IOException {
    this.file = file;
    in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
    chars.limit(0);
    if (begins(UTF_16_MARK) || begins(UTF_16_SWAPPED)) {
      in.close();
      throw new UsageException(file + ": the text is UTF-16: it must be UTF-8");
    }
    if (begins(UTF_8_MARK)) {
      in.skipNBytes(UTF_8_MARK.length);
    }
  }

  /** The next row begins: the parser may have one more line. */
  void nextRow() {
    mayGoOn = true;
  }

  /** 1-based number of the line at hand. */
  long number() {
    return number;
  }

  @Override
  public int read(char[] to, int offset, int length) throws IOException {
    while (!chars.hasRemaining()) {
      int bytes = readLine();
      if (bytes < 0) {
        return -1;
      }
      decode(bytes);
      if (chars.hasRemaining() && !mayGoOn) {
        number = given;
        throw bad("a value must end on its line: a quote is left open");
      }
    }
    mayGoOn = false;
    given = number;
    int count = Math.min(length, chars.remaining());
    chars.get(to, offset, count);
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Reads the bytes of a line, however it ends; -1 if there is none. */
  private int readLine() throws IOException {
    int length = 0;
    int next = in.read();
    if (next < 0) {
      return -1;
    }
    number++;
    for (; next >= 0 && next != '\n' && next != '\r'; next = in.read()) {
      if (length == MAX_LINE_BYTES) {
        throw bad("a line must have at most " + MAX_LINE_BYTES + " bytes");
      }
      if (next == 0) {
        throw bad("not UTF-8 text: a byte is 0");
      }
      line[length++] = (byte) next;
    }
    if (next == '\r') {
      in.mark(1);
      if (in.read() != '\n') {
        in.reset();
      }
    }
    return length;
  }

  /** Makes the text of the line, of a blank one or a comment none. */
  private void decode(int bytes) {
    chars.clear();
    decoder.reset();
    if (decoder.decode(ByteBuffer.wrap(line, 0, bytes), chars, true).isError()) {
      throw bad("not UTF-8 text");
    }
    chars.flip();
    int at = 0;
    while (at < chars.limit() && chars.get(at) <= ' ') {
      at++;
    }
    if (at == chars.limit() || chars.get(at) == '#') {
      chars.limit(0);
    } else {
      chars.limit(chars.limit() + 1).put(chars.limit() - 1, '\n');
    }
  }

  private boolean begins(byte[] mark) throws IOException {
    in.mark(mark.length);
    boolean found = Arrays.equals(in.readNBytes(mark.length), mark);
    in.reset();
    return found;
  }

  private UsageException bad(String what) {
    return new UsageException(String.format(Locale.ROOT, "%s:%d: %s", file, number, what));
  }
}
