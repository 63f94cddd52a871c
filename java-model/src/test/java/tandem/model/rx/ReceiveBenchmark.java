package tandem.model.rx;

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
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import tandem.model.CpuRate;
import tandem.model.record.ParsedSegment;
import tandem.model.workload.Frames;

/**
 * Frames a second through the whole model on one core, headers and checksums included, and segments
 * a second behind the parser. Not part of the tests: run the main; options are those of JMH.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgs = "-Xmx4g")
public class ReceiveBenchmark {
  private static final int FRAMES = 4096;
  private static final int BURST = 45;

  @Param({"6", "1448"})
  public int payloadBytes;

  @Param({"1", "8", "64"})
  public int flows;

  private ReceiveConfig config;
  private DeliveredBytes delivered;
  private byte[][] frames;
  private ParsedSegment[] parsed;

  /** Bursts of all flows, interleaved frame by frame. */
  @Setup
  public void makeFrames() {
    config = ReceiveConfig.of(Profile.TTO);
    delivered = new DeliveredBytes(config);
    frames = new byte[FRAMES][];
    parsed = new ParsedSegment[FRAMES];
    Parser parser = new Parser(config);
    for (int i = 0; i < FRAMES; i++) {
      int index = i / flows;
      frames[i] =
          Frames.tcp()
              .ports(1000 + i % flows, 80)
              .sequence(index * payloadBytes)
              .payload(payloadBytes)
              .timestamp(index, 1)
              .flags(index % BURST == BURST - 1 ? Frames.ACK | Frames.PSH : Frames.ACK)
              .bytes();
      parsed[i] = parser.parse(frames[i], 0, 0);
    }
  }

  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public long frames() {
    ReceivePath path = new ReceivePath(config, delivered);
    for (int i = 0; i < FRAMES; i++) {
      path.receive(frames[i], i);
    }
    return delivered.count();
  }

  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public long parsedSegments() {
    ReceivePath path = new ReceivePath(config, delivered);
    for (int i = 0; i < FRAMES; i++) {
      path.receive(parsed[i]);
    }
    return delivered.count();
  }

  public static void main(String[] args) throws RunnerException, CommandLineOptionException {
    CpuRate.run(ReceiveBenchmark.class, args);
  }
}
