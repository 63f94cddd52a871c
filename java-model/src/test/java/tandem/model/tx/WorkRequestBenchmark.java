package tandem.model.tx;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import tandem.model.CpuRate;

/**
 * Requests a second through scheduler, cache, fetch and stub on one core, default configuration,
 * sends of uniformly chosen connections: all hits, 51 connections for each cached context, and the
 * same queue with 1000 and with 10 million connections. Not part of the tests: run the main, which
 * prints the ratio too.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx1g", "-XX:+UseSerialGC", "-XX:+UseTransparentHugePages"})
public class WorkRequestBenchmark {
  private static final int REQUESTS = 1 << 20;
  private static final int FEW = 1000;
  private static final int MANY = 10_000_000;

  @Param({"200", "13056", "" + FEW, "" + MANY})
  public int connections;

  private WorkRequestPath path;
  private UniformSends sends;

  /** Every connection has been used once when the measurement begins. */
  @Setup
  public void makePath() {
    WorkRequestConfig config =
        WorkRequestConfig.DEFAULTS.with(Map.of("connectionBits", 24L, "connectionLimit", 1L << 24));
    path = new WorkRequestPath(config, new ContextTable(config));
    path.run(UniformSends.ofEach(connections), ExecutionListener.NONE);
    sends = new UniformSends(connections);
  }

  @Benchmark
  @OperationsPerInvocation(REQUESTS)
  public long requests() {
    path.run(sends.more(REQUESTS), ExecutionListener.NONE);
    return path.counters().hits();
  }

  public static void main(String[] args) throws RunnerException, CommandLineOptionException {
    Collection<RunResult> results = CpuRate.run(WorkRequestBenchmark.class, args);
    Map<Integer, Double> rates = new TreeMap<>();
    for (RunResult result : results) {
      rates.put(
          Integer.valueOf(result.getParams().getParam("connections")),
          result.getSecondaryResults().get(CpuRate.LABEL).getScore());
    }
    rates.forEach(
        (count, rate) ->
            System.out.printf(
                Locale.ROOT, "%,10d connections %5.1f M/s of CPU time%n", count, rate / 1e6));
    System.out.printf(
        Locale.ROOT, "%d to %d connections: %.2f x%n", FEW, MANY, rates.get(FEW) / rates.get(MANY));
  }
}
