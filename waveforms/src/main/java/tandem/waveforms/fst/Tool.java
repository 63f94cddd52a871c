package tandem.waveforms.fst;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs a tool and gives its output. */
final class Tool {
  private Tool() {}

  /** Runs to the end; a tool that is absent or fails becomes one line that starts with the hint. */
  static String run(List<String> command, String hint) throws IOException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new FstUnavailableException(hint);
    }
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new FstUnavailableException(hint + ": " + firstError(said));
      }
      return said;
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while running " + command.get(0), e);
    }
  }

  private static String firstError(String said) {
    List<String> lines = said.lines().toList();
    return lines.stream()
        .filter(l -> l.contains("error"))
        .findFirst()
        .orElse(lines.isEmpty() ? "no output" : lines.get(0));
  }
}
