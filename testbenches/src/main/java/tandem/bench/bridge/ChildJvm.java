package tandem.bench.bridge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs a measurement in a JVM of its own. */
final class ChildJvm {
  private ChildJvm() {}

  /** The program of the JVM that runs this. */
  static String own() {
    return java(Path.of(System.getProperty("java.home")));
  }

  /** Those beside it of at least that version. */
  static List<String> atLeast(int feature) throws IOException {
    try (Stream<Path> homes = Files.list(Path.of(System.getProperty("java.home")).getParent())) {
      return homes.filter(home -> isAtLeast(home, feature)).map(ChildJvm::java).toList();
    }
  }

  private static String java(Path home) {
    return home.resolve("bin").resolve("java").toString();
  }

  private static boolean isAtLeast(Path home, int feature) {
    try {
      return Files.readAllLines(home.resolve("release")).stream()
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .map(line -> line.replaceAll("[^0-9.]", "").split("\\.")[0])
          .anyMatch(version -> Integer.parseInt(version) >= feature);
    } catch (IOException e) {
      return false;
    }
  }

  /** The number in the last line that a class prints. */
  static double run(String jvm, Class<?> main, String... arguments) {
    List<String> command =
        new ArrayList<>(List.of(jvm, "-cp", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    String[] lines = NativeYardstick.exec(Path.of("").toAbsolutePath(), command).split("\n");
    return Double.parseDouble(lines[lines.length - 1]);
  }
}
