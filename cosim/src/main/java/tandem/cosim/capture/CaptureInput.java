package tandem.cosim.capture;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** The bytes of a capture file, unpacked where they are packed. */
final class CaptureInput implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int GZIP = 0x1f8b;

  /** First two bytes of what is not unpacked here. */
  private static final Map<Integer, String> PACKERS =
      Map.of(0x28b5, "zstd", 0x0422, "lz4", 0xfd37, "xz", 0x425a, "bzip2", 0x504b, "zip");

  private final InputStream in;
  private ByteOrder order = ByteOrder.BIG_ENDIAN;

  private CaptureInput(InputStream in) {
    this.in = in;
  }

  /**
   * Opens a file.
   *
   * @throws IOException if it cannot be read or is packed in a way that is not read here
   */
  static CaptureInput open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
    try {
      in.mark(Short.BYTES);
      int magic = in.read() << Byte.SIZE | in.read();
      in.reset();
      if (PACKERS.containsKey(magic)) {
        throw new IOException("unpack it first: packedWith=" + PACKERS.get(magic));
      }
      if (magic == GZIP) {
        in = new BufferedInputStream(new GZIPInputStream(in, BUFFER_BYTES), BUFFER_BYTES);
      }
      return new CaptureInput(in);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** Numbers from here on are in that order of bytes; the most significant first at the start. */
  void order(ByteOrder order) {
    this.order = order;
  }

  /** Whether nothing is left. */
  boolean atEnd() throws IOException {
    in.mark(1);
    boolean atEnd = in.read() < 0;
    in.reset();
    return atEnd;
  }

  /**
   * The next bytes.
   *
   * @throws EOFException if the file ends before
   */
  byte[] bytes(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw cutOff(bytes.length + " of", length);
    }
    return bytes;
  }

  /** The next bytes, for reading numbers out of them. */
  ByteBuffer numbers(int length) throws IOException {
    return ByteBuffer.wrap(bytes(length)).order(order);
  }

  /** Leaves bytes out. */
  void skip(long length) throws IOException {
    try {
      in.skipNBytes(length);
    } catch (EOFException e) {
      throw cutOff("fewer than", length);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private static EOFException cutOff(String found, long wanted) {
    return new EOFException("the file is cut off: bytes=" + found + " " + wanted);
  }
}
