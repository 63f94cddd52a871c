package tandem.model.rx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The captures of the project: classic pcap, little-endian, microseconds. */
final class Captures {
  static final List<String> NAMES = List.of("bulk1_v4", "bulk4_v6", "lossy4_v4", "rpc16_v4");

  private static final Path FOLDER = Path.of("..", "testbenches/src/main/resources/captures");
  private static final int FILE_HEADER = 24;
  private static final int RECORD_HEADER = 16;

  /** A captured frame; the cycle is the capture time from the first frame on, at 250 MHz. */
  record Frame(byte[] bytes, long cycle) {}

  private Captures() {}

  static List<Frame> frames(String name) {
    ByteBuffer file = ByteBuffer.wrap(read(name + ".pcap")).order(ByteOrder.LITTLE_ENDIAN);
    List<Frame> frames = new ArrayList<>();
    file.position(FILE_HEADER);
    long firstMicros = -1;
    while (file.remaining() >= RECORD_HEADER) {
      long micros = file.getInt() * 1_000_000L + file.getInt();
      byte[] bytes = new byte[file.getInt()];
      file.getInt();
      file.get(bytes);
      firstMicros = firstMicros < 0 ? micros : firstMicros;
      frames.add(new Frame(bytes, (micros - firstMicros) * 250));
    }
    return frames;
  }

  static List<String> oracle(String name) {
    return new String(read(name + ".linux-gro.every16.jsonl"), StandardCharsets.UTF_8)
        .lines()
        .toList();
  }

  private static byte[] read(String file) {
    try {
      return Files.readAllBytes(FOLDER.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
