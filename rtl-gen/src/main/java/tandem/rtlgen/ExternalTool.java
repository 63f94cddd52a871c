package tandem.rtlgen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program of somebody else's, found on the path.
 *
 * @param command what to type
 * @param debianPackage what to install where it is missing
 */
record ExternalTool(String command, String debianPackage) {
  private static final long TIMEOUT_MINUTES = 30;

  /**
   * Ended run of a tool.
   *
   * @param output what it printed on both channels, preceded by its command
   */
  record Run(int exitStatus, String output) {
    boolean succeeded() {
      return exitStatus == 0;
    }
  }

  /** Runs the tool to its end in {@code directory}. */
  Run run(Path directory, List<String> arguments) {
    List<String> line = new ArrayList<>();
    line.add(command);
    line.addAll(arguments);
    try {
      return run(directory, line, Files.createTempFile("tool", ".log"));
    } catch (IOException e) {
      throw new RtlGenException("cannot run " + command + ": " + e.getMessage(), e);
    }
  }

  private Run run(Path directory, List<String> line, Path log) throws IOException {
    try {
      Process process = start(directory, line, log);
      boolean ended = awaitEnd(process);
      String output = Files.readString(log, StandardCharsets.UTF_8);
      if (!ended) {
        output += "stopped after " + TIMEOUT_MINUTES + " minutes\n";
      }
      return new Run(ended ? process.exitValue() : -1, String.join(" ", line) + "\n" + output);
    } finally {
      Files.delete(log);
    }
  }

  private Process start(Path directory, List<String> line, Path log) {
    try {
      return new ProcessBuilder(line)
          .directory(directory.toFile())
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .start();
    } catch (IOException e) {
      throw new RtlGenException(
          "cannot start " + command + "; install it with: apt-get install " + debianPackage, e);
    }
  }

  private static boolean awaitEnd(Process process) {
    try {
      if (process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    return false;
  }
}
