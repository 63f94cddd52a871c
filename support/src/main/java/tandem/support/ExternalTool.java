package tandem.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A program of somebody else's, found on the path.
 *
 * @param command what to type
 * @param debianPackage what to install where it is missing
 */
public record ExternalTool(String command, String debianPackage) {
  public static final ExternalTool GXX = new ExternalTool("g++", "g++");
  public static final ExternalTool VERILATOR = new ExternalTool("verilator", "verilator");

  /** How JDKs say it: {@code error=2, ...} up to 17, {@code error: 2 (...)} later. */
  private static final Pattern NOT_FOUND = Pattern.compile("error[=:] ?2\\b");

  // Far beyond what any of them takes: one that hangs shall not hold a nightly run for ever.
  private static final Duration LONGEST = Duration.ofMinutes(120);

  /**
   * Ended run of a tool.
   *
   * @param output what it printed on both channels
   */
  public record Run(int exitStatus, String output) {
    public boolean succeeded() {
      return exitStatus == 0;
    }
  }

  /**
   * Runs the tool to its end in {@code directory}; its input is empty.
   *
   * @throws MissingToolException if it is not installed
   * @throws ToolFailedException if it cannot be started or does not end
   */
  public Run run(Path directory, List<String> arguments) {
    return run(directory, arguments, LONGEST)
        .orElseThrow(
            () ->
                new ToolFailedException(command + " did not end: minutes=" + LONGEST.toMinutes()));
  }

  /**
   * As {@link #run(Path, List)}, but ends the tool when it takes longer than {@code limit}.
   *
   * @return empty if it was ended
   */
  public Optional<Run> run(Path directory, List<String> arguments, Duration limit) {
    try {
      Path log = Files.createTempFile("tool", ".log");
      try {
        Process process = start(directory, arguments, log);
        if (!endsWithin(process, limit)) {
          return Optional.empty();
        }
        String output = Files.readString(log, StandardCharsets.UTF_8);
        return Optional.of(new Run(process.exitValue(), output));
      } finally {
        Files.delete(log);
      }
    } catch (IOException e) {
      throw new ToolFailedException("cannot run " + command + ": " + e.getMessage(), e);
    }
  }

  /**
   * Runs the tool to its end in {@code directory} and gives what it printed on both channels.
   *
   * @throws MissingToolException if it is not installed
   * @throws ToolFailedException if it fails; the message has its output
   */
  public String output(Path directory, List<String> arguments) {
    Run run = run(directory, arguments);
    if (!run.succeeded()) {
      String said = run.output().strip();
      throw new ToolFailedException(
          command + " failed: status=" + run.exitStatus() + (said.isEmpty() ? "" : "\n" + said));
    }
    return run.output();
  }

  private Process start(Path directory, List<String> arguments, Path log) throws IOException {
    List<String> line = new ArrayList<>(List.of(command));
    line.addAll(arguments);
    Process process;
    try {
      process =
          new ProcessBuilder(line)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      if (Files.isDirectory(directory) && NOT_FOUND.matcher(e.getMessage()).find()) {
        throw new MissingToolException(this, e);
      }
      throw e;
    }
    process.getOutputStream().close();
    return process;
  }

  private boolean endsWithin(Process process, Duration limit) {
    try {
      if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end(process);
      throw new ToolFailedException(command + " was interrupted");
    }
    end(process);
    return false;
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
