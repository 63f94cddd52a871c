package tandem.jvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Small designs in Verilog, one a file, whose top has the name of its file. */
final class VerilogDesigns {
  private static final Path FOLDER = Path.of("src/test/resources/verilog").toAbsolutePath();

  private VerilogDesigns() {}

  /** Names of the files in order. */
  static List<String> names() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path file(String name) {
    return FOLDER.resolve(name);
  }
}
