package tandem.model.rx;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import tandem.model.CpuRate;

/**
 * Reads a second of random places in as much memory as a million flows take: what {@link
 * FlowCountBenchmark} is to be held against. Not part of the tests: run the main; options are those
 * of JMH.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx3g", "-XX:+UseSerialGC", "-XX:+UseTransparentHugePages"})
public class MemoryBenchmark {
  private static final int READS = 1 << 18;
  private static final int LINE_WORDS = 16;
  private static final int LINES = 1 << 23;

  // The first word of a line names the next one; all lines are on one circle.
  private int[] next;
  private int line;

  @Setup
  public void makeCircle() {
    next = new int[LINES * LINE_WORDS];
    int[] order = new int[LINES];
    Random random = new Random(1);
    for (int i = 1; i < LINES; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    for (int i = 0; i < LINES; i++) {
      next[order[i] * LINE_WORDS] = order[(i + 1) % LINES];
    }
  }

  /** Each read waits for the one before, which tells its place. */
  @Benchmark
  @OperationsPerInvocation(READS)
  public int oneAfterTheOther() {
    for (int i = 0; i < READS; i++) {
      line = next[line * LINE_WORDS];
    }
    return line;
  }

  /** The places are computed, so that reads go on side by side. */
  @Benchmark
  @OperationsPerInvocation(READS)
  public int sideBySide() {
    int sum = 0;
    for (int i = 0; i < READS; i++) {
      line = line * 1_664_525 + 1_013_904_223;
      sum += next[(line >>> 9) * LINE_WORDS];
    }
    line = sum & LINES - 1;
    return sum;
  }

  public static void main(String[] args) throws RunnerException, CommandLineOptionException {
    CpuRate.run(MemoryBenchmark.class, args);
  }
}
