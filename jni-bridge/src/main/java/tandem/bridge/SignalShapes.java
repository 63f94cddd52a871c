package tandem.bridge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files beside a compiled design that say what its signals are made of. */
final class SignalShapes {
  static final String SHAPES = "signals.txt";
  static final String NAMES = "names.txt";

  private SignalShapes() {}

  static void write(Path directory, List<SignalShape> shapes, Collection<String> names)
      throws IOException {
    Files.write(directory.resolve(SHAPES), shapes.stream().map(SignalShape::line).toList());
    Files.write(directory.resolve(NAMES), names);
  }

  /** Ports and visible signals by name; empty where there is no such file. */
  static Map<String, SignalShape> read(Path directory) {
    Map<String, SignalShape> shapes = new LinkedHashMap<>();
    for (String line : lines(directory.resolve(SHAPES))) {
      SignalShape shape = SignalShape.parse(line);
      shapes.put(shape.name(), shape);
    }
    return shapes;
  }

  /** Every signal of the design, visible or not. */
  static List<String> names(Path directory) {
    return lines(directory.resolve(NAMES));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }
}
