package tandem.cosim.regress;

import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.rtl.Simulator;
import tandem.support.CacheDirectory;
import tandem.support.RefusedException;
import tandem.support.Waiting;

/**
 * A process that does runs one after another: a {@link RunSpec} a line on descriptor 4, a {@link
 * RunResult} a line on descriptor 3. When RTL crashes, it takes only this process along, and when
 * the runner is gone, so is the worker.
 */
public final class Worker {
  private static final Path SPECS = Path.of("/proc/self/fd/4");
  private static final String RESULTS = "/proc/self/fd/3";
  private static final double NANOS_PER_SECOND = 1e9;

  private Worker() {}

  /** Arguments: the simulator, empty for any; the folder given by --rtl, if one was. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Waiting.silence();
    PrintStream results =
        new PrintStream(new FileOutputStream(RESULTS), true, StandardCharsets.UTF_8);
    BlockingQueue<String> specs = new LinkedBlockingQueue<>();
    BufferedReader in = Files.newBufferedReader(SPECS);
    Thread reader = new Thread(() -> read(in, specs), "runs to do");
    reader.setDaemon(true);
    reader.start();
    Optional<Simulator> simulator =
        args[0].isEmpty() ? Optional.empty() : Optional.of(Simulator.valueOf(args[0]));
    Optional<Path> replacement = args.length > 1 ? Optional.of(Path.of(args[1])) : Optional.empty();
    RtlSource rtl = new RtlSource(CacheDirectory.ofUser(), replacement, simulator);
    while (true) {
      results.println(Json.line(run(Json.read(specs.take(), RunSpec.class), rtl)));
    }
  }

  /** Ends this process and its children as soon as the runner has closed its end, or died. */
  private static void read(BufferedReader in, BlockingQueue<String> specs) {
    try {
      in.lines().forEach(specs::add);
    } finally {
      ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
      Runtime.getRuntime().halt(0);
    }
  }

  /** Does one run in this process. */
  public static RunResult run(RunSpec spec, RtlSource rtl) {
    BenchRun run =
        new BenchRun(spec.bench(), spec.seed(), spec.suite(), rtl, Path.of(spec.failures()));
    long begin = System.nanoTime(); // only the printed speed depends on it
    Outcome outcome = Outcome.PASSED;
    Optional<BenchFailure> failure = Optional.empty();
    try {
      Bench bench = Benches.named(spec.bench());
      run.attempt(() -> bench.run(run));
    } catch (BenchFailure e) {
      outcome = Outcome.FAILED;
      failure = Optional.of(e);
    } catch (RefusedException e) {
      outcome = Outcome.ERROR;
      failure = Optional.of(new BenchFailure("the run cannot be done: " + e.getMessage()));
    } catch (RuntimeException | Error e) {
      outcome = Outcome.ERROR;
      failure = Optional.of(new BenchFailure("the bench itself failed: " + e));
      e.printStackTrace();
    }
    return run.result(outcome, (System.nanoTime() - begin) / NANOS_PER_SECOND, failure);
  }
}
