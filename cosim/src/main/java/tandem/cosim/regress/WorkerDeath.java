package tandem.cosim.regress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says in words how a worker died, and keeps the report of its JVM if that crashed. */
final class WorkerDeath {
  /** What the worker's JVM is told to call its report; the process number comes before the dot. */
  private static final String REPORT = "hs_err_";

  private static final int FIRST_SIGNAL = 128;
  private static final int MOST_FRAMES = 20;

  private static final Map<Integer, String> SIGNALS =
      Map.of(
          2, "SIGINT", 4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9, "SIGKILL", 11,
          "SIGSEGV", 15, "SIGTERM");

  private WorkerDeath() {}

  /** The option of a JVM that puts its report beside the case files. */
  static String option(RunSpec spec) {
    return "-XX:ErrorFile=" + spec.failures().replace("%", "%%") + "/" + REPORT + "%p.log";
  }

  /** Where the main thread was, from what a JVM writes when it is asked for its threads. */
  static String mainThread(String output) {
    return output
        .lines()
        .dropWhile(l -> !l.startsWith("\"main\""))
        .skip(1)
        .takeWhile(l -> !l.isBlank())
        .limit(MOST_FRAMES)
        .map(l -> "\n  " + l.strip())
        .collect(Collectors.joining());
  }

  /** What was written before the JVM was asked for its threads. */
  static String beforeThreads(String output) {
    return output
        .lines()
        .takeWhile(l -> !l.startsWith("Full thread dump"))
        .collect(Collectors.joining("\n"));
  }

  /**
   * What a run's failure says; its first line is enough for a table.
   *
   * @param status exit status, 128 and the number of the signal for one that was killed
   * @param runsBefore runs that the same process had done
   */
  static String describe(RunSpec spec, long process, int status, int runsBefore, String output) {
    Path report = Path.of(spec.failures(), REPORT + process + ".log");
    String crash = crash(output);
    StringBuilder text = new StringBuilder("the worker ");
    text.append(crash.isEmpty() ? "died: " + status(status) : "crashed: " + crash);
    text.append("\n  run        ").append(spec.bench()).append(" seed=").append(spec.seed());
    if (runsBefore > 0) {
      text.append(", after ").append(runsBefore).append(" others in the same process");
    }
    if (Files.exists(report)) {
      text.append("\n  report     ").append(keep(report, spec));
    }
    return text.toString();
  }

  private static String status(int status) {
    if (status < FIRST_SIGNAL) {
      return "exit status " + status;
    }
    int signal = status - FIRST_SIGNAL;
    String name = SIGNALS.getOrDefault(signal, "signal");
    String who = signal == 9 ? ", sent by somebody or for want of memory" : "";
    return name + " (signal " + signal + who + ")";
  }

  /** The two lines that matter of what a JVM writes when it crashes, in one. */
  private static String crash(String output) {
    List<String> lines = output.lines().map(l -> l.replaceFirst("^#\\s*", "").strip()).toList();
    Stream<String> signal = lines.stream().filter(l -> l.matches("SIG\\w+ \\(0x.*")).limit(1);
    int frame = lines.indexOf("Problematic frame:") + 1;
    Stream<String> place = frame > 0 ? lines.stream().skip(frame).limit(1) : Stream.empty();
    return String.join(" in ", Stream.concat(signal, place).toList());
  }

  private static Path keep(Path report, RunSpec spec) {
    Path named = report.resolveSibling(spec.bench() + "-" + spec.seed() + ".crash.log");
    try {
      return Files.move(report, named, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      return report;
    }
  }
}
