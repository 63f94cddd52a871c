package tandem.bench.rx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tandem.cosim.capture.CaptureReader;
import tandem.cosim.capture.Frame;

/** Capture files for tests, written byte by byte. */
final class CaptureBytes {
  private static final int LINK_ETHERNET = 1;
  private static final int NANO_MAGIC = 0xa1b23c4d;
  private static final int SNAPSHOT_BYTES = 262_144;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private CaptureBytes() {}

  /** A capture that belongs to the project. */
  static byte[] resource(String name) {
    try (InputStream in = CaptureBytes.class.getResourceAsStream("/captures/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file from what was seen in the world. */
  static Path input(Path folder, String name) throws IOException {
    try (InputStream in = CaptureBytes.class.getResourceAsStream("/inputs/" + name)) {
      return Files.write(folder.resolve(Path.of(name).getFileName()), in.readAllBytes());
    }
  }

  /** All frames of a capture. */
  static List<Frame> frames(Path capture) {
    List<Frame> frames = new ArrayList<>();
    try (CaptureReader reader = new CaptureReader(capture)) {
      for (Optional<Frame> f = reader.next(); f.isPresent(); f = reader.next()) {
        frames.add(f.get());
      }
    }
    return frames;
  }

  /** Writes a classic capture with times in nanoseconds. */
  static Path pcap(Path file, List<Frame> frames) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(words(NANO_MAGIC, 2 | 4 << 16, 0, 0, SNAPSHOT_BYTES, LINK_ETHERNET));
    for (Frame f : frames) {
      int length = f.bytes().length;
      out.write(
          words(
              (int) (f.timeNs() / NANOS_PER_SECOND),
              (int) (f.timeNs() % NANOS_PER_SECOND),
              length,
              (int) f.wireBytes()));
      out.write(f.bytes());
    }
    return Files.write(file, out.toByteArray());
  }

  /** Writes a pcapng capture: one section, one interface, times in nanoseconds. */
  static Path pcapng(Path file, List<Frame> frames) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(words(0x0A0D0D0A, 28, 0x1A2B3C4D, 1, -1, -1, 28));
    int nanosecondTicks = 9;
    out.write(words(1, 32, LINK_ETHERNET, SNAPSHOT_BYTES, 9 | 1 << 16, nanosecondTicks, 0, 32));
    for (Frame f : frames) {
      int length = f.bytes().length;
      int padded = (length + 3) / 4 * 4;
      int block = 32 + padded;
      out.write(words(6, block, 0, (int) (f.timeNs() >>> 32), (int) f.timeNs(), length, length));
      out.write(f.bytes());
      out.write(new byte[padded - length]);
      out.write(words(block));
    }
    return Files.write(file, out.toByteArray());
  }

  private static byte[] words(int... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      bytes.putInt(value);
    }
    return bytes.array();
  }
}
