package tandem.cosim.regress;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import tandem.cosim.rtl.Simulator;

/**
 * One worker process as the runner sees it; started anew when it has died. Used by one thread,
 * except for {@link #close}.
 */
final class WorkerProcess implements AutoCloseable {
  /**
   * Runs are asked for and answered on descriptors that nobody else uses, since native code and a
   * JVM that crashes write to 1 and 2. In a session of its own, so that Ctrl-C on the terminal
   * reaches the runner alone, and whatever the worker starts can be ended together with it.
   */
  private static final String APART = "exec setsid \"$@\" 3>&1 1>&2 4<&0 0</dev/null";

  /** In the one form that every sh takes for a group: dash refuses {@code -KILL --}. */
  private static final String KILL = "kill -s KILL -- -$0";

  /** Lets the JVM say where it is. */
  private static final String KILL_LATE = "kill -QUIT $0; sleep 1; " + KILL;

  private static final double NANOS_PER_SECOND = 1e9;
  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "timeouts");
            thread.setDaemon(true);
            return thread;
          });

  private final Optional<Path> replacement;
  private final Optional<Simulator> simulator;
  private final long timeoutSeconds;
  private final List<String> compiling;
  private volatile Process process;
  private BufferedReader results;
  private Writer specs;
  private WorkerOutput output;
  private int runs;

  /**
   * @param isBrief whether it will have ended before HotSpot's second compiler, which takes longer
   *     over the code of one design than that code then runs, has been worth its time
   */
  WorkerProcess(
      Optional<Path> replacement,
      Optional<Simulator> simulator,
      long timeoutSeconds,
      boolean isBrief) {
    this.replacement = replacement;
    this.simulator = simulator;
    this.timeoutSeconds = timeoutSeconds;
    this.compiling = isBrief ? List.of("-XX:TieredStopAtLevel=1") : List.of();
  }

  /** Does a run; a worker that dies or does not come back fails that run and no other. */
  RunResult run(RunSpec spec) {
    long begin = System.nanoTime(); // only the printed time depends on it
    try {
      if (process == null || !process.isAlive()) {
        start(spec);
      }
      AtomicBoolean decided = new AtomicBoolean();
      Future<?> alarm = CLOCK.schedule(() -> endIfLate(decided), timeoutSeconds, TimeUnit.SECONDS);
      String line = ask(spec);
      alarm.cancel(false);
      if (!decided.compareAndSet(false, true)) {
        return late(spec);
      }
      return line == null ? died(spec, seconds(begin)) : answered(spec, seconds(begin), line);
    } catch (IOException e) {
      close();
      return error(spec, 0, "the worker cannot be started: " + e.getMessage(), "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      return error(spec, seconds(begin), "the runner was interrupted", "");
    }
  }

  /** Ends the process and whatever it has started. */
  @Override
  public void close() {
    end(KILL);
  }

  private void endIfLate(AtomicBoolean decided) {
    if (decided.compareAndSet(false, true)) {
      end(KILL_LATE);
    }
  }

  private void end(String how) {
    Process ended = process;
    if (ended == null) {
      return;
    }
    try {
      new ProcessBuilder("sh", "-c", how, String.valueOf(ended.pid()))
          .redirectError(ProcessBuilder.Redirect.DISCARD) // it is gone already
          .start()
          .onExit()
          .join(); // also where the thread was interrupted
    } catch (IOException e) {
      // The process itself is ended all the same.
    }
    ended.destroyForcibly().onExit().join();
  }

  /** The launcher leaves the options of its JVM in a property; a worker's JVM gets the same. */
  private void start(RunSpec spec) throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", APART, "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(compiling); // of options that contradict each other the last one holds
    command.addAll(List.of(System.getProperty("tandem.java.options", "").trim().split("\\s+")));
    command.removeIf(String::isEmpty);
    command.addAll(List.of("-XX:-CreateCoredumpOnCrash", WorkerDeath.option(spec)));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Worker.class.getName());
    command.add(simulator.map(Simulator::name).orElse(""));
    replacement.ifPresent(r -> command.add(r.toString()));
    process = new ProcessBuilder(command).start();
    results = process.inputReader(StandardCharsets.UTF_8);
    specs = process.outputWriter(StandardCharsets.UTF_8);
    output = new WorkerOutput(process.getErrorStream());
    runs = 0;
  }

  /** The answer, null from a process that has died. */
  private String ask(RunSpec spec) {
    try {
      specs.write(Json.line(spec) + "\n");
      specs.flush();
      return results.readLine();
    } catch (IOException e) {
      return null; // the pipe of a dead process
    }
  }

  private RunResult answered(RunSpec spec, double seconds, String line) {
    runs++;
    try {
      RunResult result = Json.read(line, RunResult.class);
      if (result.isOf(spec)) {
        return result.withOutput(output.take());
      }
    } catch (RuntimeException e) {
      // not a result
    }
    close();
    String start = line.substring(0, Math.min(line.length(), 100));
    return error(
        spec,
        seconds,
        "the worker answered what is no result of this run: " + start,
        output.take());
  }

  private RunResult died(RunSpec spec, double seconds) throws InterruptedException {
    // A worker that closes its end and lives on is of no use either.
    process.waitFor(1, TimeUnit.SECONDS);
    close();
    int status = process.waitFor();
    String text = output.takeRest();
    return error(
        spec, seconds, WorkerDeath.describe(spec, process.pid(), status, runs, text), text);
  }

  private RunResult late(RunSpec spec) throws InterruptedException {
    process.waitFor();
    String text = output.takeRest();
    return error(
        spec,
        timeoutSeconds,
        "the run did not end: timeout=" + timeoutSeconds + " s" + WorkerDeath.mainThread(text),
        WorkerDeath.beforeThreads(text));
  }

  private static RunResult error(RunSpec spec, double seconds, String why, String output) {
    return RunResult.without(Outcome.ERROR, spec, seconds, why, output);
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / NANOS_PER_SECOND;
  }
}
