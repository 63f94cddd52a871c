package tandem.cosim.regress;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import tandem.cosim.rtl.Simulator;

/** Spreads the runs of a regression over worker processes. */
public final class RegressionRunner {
  /** Runs of a worker: those of a whole smoke suite are fewer. */
  private static final int MOST_BRIEF_RUNS = 40;

  private final int jobs;
  private final long timeoutSeconds;
  private final Optional<Path> replacement;
  private final Optional<Simulator> simulator;
  private volatile boolean ended;

  /**
   * @param jobs worker processes at a time
   * @param timeoutSeconds longest time of one run
   * @param replacement Verilog to run in place of the generated
   * @param simulator what runs it; if empty, whichever is the quickest
   */
  public RegressionRunner(
      int jobs, long timeoutSeconds, Optional<Path> replacement, Optional<Simulator> simulator) {
    this.jobs = jobs;
    this.timeoutSeconds = timeoutSeconds;
    this.replacement = replacement;
    this.simulator = simulator;
  }

  /**
   * Does all runs, or as many as there is time for until the calling thread is interrupted.
   *
   * @param finished is told each result as it comes, one at a time
   * @return one result for each spec in their order, whatever the order they came in and whether or
   *     not the run was done
   */
  public List<RunResult> run(List<RunSpec> specs, Consumer<RunResult> finished) {
    RunResult[] results = new RunResult[specs.size()];
    AtomicInteger next = new AtomicInteger();
    List<WorkerProcess> workers = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    boolean isBrief = isBrief(specs);
    for (int i = 0; i < jobs; i++) {
      WorkerProcess worker = new WorkerProcess(replacement, simulator, timeoutSeconds, isBrief);
      workers.add(worker);
      threads.add(new Thread(() -> work(worker, specs, next, results, finished), "worker " + i));
    }
    threads.forEach(Thread::start);
    try {
      for (Thread thread : threads) {
        thread.join(); // every run has its own timeout, so this ends
      }
    } catch (InterruptedException e) {
      ended = true;
      Thread.currentThread().interrupt();
    } finally {
      workers.forEach(WorkerProcess::close);
    }
    synchronized (this) { // nobody is told of a result that is not among these
      ended = true;
      return IntStream.range(0, results.length)
          .mapToObj(
              i -> Optional.ofNullable(results[i]).orElseGet(() -> RunResult.notRun(specs.get(i))))
          .toList();
    }
  }

  private boolean isBrief(List<RunSpec> specs) {
    return simulator.map(s -> s == Simulator.JVM).orElse(true)
        && specs.size() <= (long) jobs * MOST_BRIEF_RUNS
        && specs.stream().allMatch(s -> s.suite() == Suite.SMOKE);
  }

  private void work(
      WorkerProcess worker,
      List<RunSpec> specs,
      AtomicInteger next,
      RunResult[] results,
      Consumer<RunResult> finished) {
    for (int i = next.getAndIncrement(); i < specs.size(); i = next.getAndIncrement()) {
      RunResult result = worker.run(specs.get(i));
      synchronized (this) {
        if (ended) {
          return; // what the worker died of is that it was ended
        }
        results[i] = result;
        finished.accept(result);
      }
    }
    worker.close();
  }
}
