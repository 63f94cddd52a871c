package tandem.waveforms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Tools that are not ours: found, run, and missed by name. */
public final class Tools {
  private Tools() {}

  /** Skips the test, with the reason, if a tool is not installed. */
  public static void require(String... names) {
    for (String name : names) {
      assertTrue(WaveTools.ALL.stream().anyMatch(t -> t.command().equals(name)), name);
      assumeTrue(isPresent(name), "needs " + name + ", which is not installed");
    }
  }

  /** Whether a tool is installed. */
  public static boolean isPresent(String name) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(d -> Files.isExecutable(Path.of(d, name)));
  }

  /** Runs to the end in a folder and demands status 0. */
  public static String run(Path folder, List<String> command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), () -> command + ": " + said);
    return said;
  }

  /** The same, words separated by blanks. */
  public static String run(Path folder, String command) throws IOException, InterruptedException {
    return run(folder, List.of(command.split(" ")));
  }

  /** A design of the test resources. */
  public static Path design(String name) {
    return Path.of("src/test/resources/designs", name).toAbsolutePath();
  }
}
