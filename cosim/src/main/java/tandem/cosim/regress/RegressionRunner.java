package tandem.cosim.regress;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Spreads the runs of a regression over worker processes. */
public final class RegressionRunner {
  private final int jobs;
  private final long timeoutSeconds;
  private final Optional<Path> replacement;

  /**
   * @param jobs worker processes at a time
   * @param timeoutSeconds longest time of one run
   * @param replacement Verilog to run in place of the generated
   */
  public RegressionRunner(int jobs, long timeoutSeconds, Optional<Path> replacement) {
    this.jobs = jobs;
    this.timeoutSeconds = timeoutSeconds;
    this.replacement = replacement;
  }

  /**
   * Does all runs.
   *
   * @param finished is told each result as it comes, one at a time
   * @return the results in the order of the specs, whatever the order they came in
   */
  public List<RunResult> run(List<RunSpec> specs, Consumer<RunResult> finished) {
    RunResult[] results = new RunResult[specs.size()];
    AtomicInteger next = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(jobs);
    for (int i = 0; i < jobs; i++) {
      threads.submit(() -> work(specs, next, results, finished));
    }
    threads.shutdown();
    try {
      while (!threads.awaitTermination(1, TimeUnit.HOURS)) {
        // every run has its own timeout, so this ends
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
    return Arrays.stream(results).filter(Objects::nonNull).toList();
  }

  private void work(
      List<RunSpec> specs, AtomicInteger next, RunResult[] results, Consumer<RunResult> finished) {
    try (WorkerProcess worker = new WorkerProcess(replacement, timeoutSeconds)) {
      for (int i = next.getAndIncrement(); i < specs.size(); i = next.getAndIncrement()) {
        results[i] = worker.run(specs.get(i));
        synchronized (this) {
          finished.accept(results[i]);
        }
      }
    }
  }
}
