package tandem.model;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Operations a second of CPU time of the whole process, garbage collection and compilation
 * included: what one core reaches, whatever else the machine does.
 */
public final class CpuRate implements InternalProfiler {
  /** Name of the result. */
  public static final String LABEL = "cpu.rate";

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private long startCpuNs;

  /** Runs the benchmarks of a class with this figure; the arguments are options of JMH. */
  public static Collection<RunResult> run(Class<?> benchmarks, String... args)
      throws RunnerException, CommandLineOptionException {
    return new Runner(
            new OptionsBuilder()
                .parent(new CommandLineOptions(args))
                .include(benchmarks.getSimpleName())
                .addProfiler(CpuRate.class)
                .build())
        .run();
  }

  @Override
  public String getDescription() {
    return "Operations a second of CPU time";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    startCpuNs = system.getProcessCpuTime();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    long cpuNs = system.getProcessCpuTime() - startCpuNs;
    double rate = result.getMetadata().getAllOps() * 1e9 / cpuNs;
    return List.of(new ScalarResult(LABEL, rate, "ops/s", AggregationPolicy.AVG));
  }
}
