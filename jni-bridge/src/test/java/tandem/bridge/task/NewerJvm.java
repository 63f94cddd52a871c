package tandem.bridge.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A JVM with virtual threads, if one is installed beside this one. */
final class NewerJvm {
  private static final String CLASS_PATH = "java.class.path";
  private static final String SUREFIRE_CLASS_PATH = "surefire.test.class.path";

  private NewerJvm() {}

  static void assume() throws IOException {
    assumeTrue(find().isPresent(), "no JDK of at least 21 beside this one");
  }

  private static Optional<Path> find() throws IOException {
    try (Stream<Path> homes = Files.list(Path.of(System.getProperty("java.home")).getParent())) {
      return homes.filter(NewerJvm::isNewer).map(home -> home.resolve("bin/java")).findFirst();
    }
  }

  private static boolean isNewer(Path home) {
    try {
      String release = Files.readString(home.resolve("release"));
      return release
          .lines()
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .map(line -> line.replaceAll("[^0-9.]", "").split("\\.")[0])
          .anyMatch(version -> Integer.parseInt(version) >= 21);
    } catch (IOException e) {
      return false;
    }
  }

  static String run(Class<?> main) throws IOException, InterruptedException {
    String classes = System.getProperty(SUREFIRE_CLASS_PATH, System.getProperty(CLASS_PATH));
    Process process =
        new ProcessBuilder(List.of(find().orElseThrow().toString(), "-cp", classes, main.getName()))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }
}
