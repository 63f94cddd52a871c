package tandem.cosim.regress;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One worker process as the runner sees it; started anew when it has died. */
final class WorkerProcess implements AutoCloseable {
  private final Optional<Path> replacement;
  private final long timeoutSeconds;
  private Process process;
  private BufferedReader results;
  private Writer specs;

  WorkerProcess(Optional<Path> replacement, long timeoutSeconds) {
    this.replacement = replacement;
    this.timeoutSeconds = timeoutSeconds;
  }

  /** Does a run; a worker that dies or does not come back fails that run and no other. */
  RunResult run(RunSpec spec) {
    try {
      if (process == null || !process.isAlive()) {
        start();
      }
      specs.write(Json.line(spec) + "\n");
      specs.flush();
      String line =
          CompletableFuture.supplyAsync(this::readLine).get(timeoutSeconds, TimeUnit.SECONDS);
      if (line == null) {
        int status = process.waitFor();
        return RunResult.lost(spec, 0, "the worker died: exit status " + describe(status));
      }
      return Json.read(line, RunResult.class);
    } catch (TimeoutException e) {
      close();
      return RunResult.lost(
          spec,
          timeoutSeconds,
          String.format(Locale.ROOT, "the run did not end: timeout=%d s", timeoutSeconds));
    } catch (IOException | ExecutionException e) {
      close();
      return RunResult.lost(spec, 0, "the worker cannot be reached: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      return RunResult.lost(spec, 0, "interrupted");
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
      process = null;
    }
  }

  private void start() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xshare:auto"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Worker.class.getName());
    replacement.ifPresent(r -> command.add(r.toString()));
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    results = process.inputReader(StandardCharsets.UTF_8);
    specs = process.outputWriter(StandardCharsets.UTF_8);
  }

  private String readLine() {
    try {
      return results.readLine();
    } catch (IOException e) {
      return null; // the pipe of a dead process
    }
  }

  /** Statuses above 128 are signals: 128 + 11 is a segmentation fault. */
  private static String describe(int status) {
    return status > 128
        ? String.format(Locale.ROOT, "%d (signal %d)", status, status - 128)
        : String.valueOf(status);
  }
}
