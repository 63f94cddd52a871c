package tandem.bridge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Runs an external program to its end. */
final class Tool {
  private Tool() {}

  /**
   * Runs a command and gives what it printed, both streams together.
   *
   * @throws MissingToolException if the program is not installed
   * @throws BridgeException if it fails; the message has its output
   */
  static String run(Path directory, List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      if (status != 0) {
        throw new BridgeException(
            String.format(
                Locale.ROOT, "%s failed: status=%d%n%s", command.get(0), status, output.strip()));
      }
      return output;
    } catch (IOException e) {
      throw new MissingToolException(command.get(0), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BridgeException("interrupted while running " + command.get(0), e);
    }
  }
}
