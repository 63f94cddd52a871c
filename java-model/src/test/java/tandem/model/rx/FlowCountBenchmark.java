package tandem.model.rx;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import tandem.model.CpuRate;
import tandem.model.record.ParsedSegment;
import tandem.model.record.SegmentPlace;
import tandem.model.record.SegmentRun;
import tandem.model.workload.Frames;

/**
 * Frames a second by number of flows, all of them open at once, in bursts; the flows take turns in
 * random order. Not part of the tests: run the main; options are those of JMH.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 5)
@Measurement(iterations = 3, time = 5)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx3g", "-XX:+UseSerialGC", "-XX:+UseTransparentHugePages"})
public class FlowCountBenchmark implements ReceiveOutput {
  private static final int FRAMES = 1 << 20;
  private static final int BATCH = 64;
  private static final int PAYLOAD = 6;
  private static final int SEQUENCE_AT = 38;
  private static final int CHECKSUM_AT = 50;

  @Param({"1000", "1000000"})
  public int flows;

  @Param({"1", "8"})
  public int burst;

  private final ParsedSegment[] batch = new ParsedSegment[BATCH];
  private int[] order;
  private long position;
  private byte[][] frames;
  private HeaderBuilder headers;
  private ReceivePath path;
  private long cycle;
  private long bytes;

  /** A frame for each flow, which then goes from segment to segment. */
  @Setup
  public void makeFrames() {
    ReceiveConfig config =
        ReceiveConfig.of(Profile.TTO).with(Map.of("flowEntries", 1L << 20, "flowWays", 32L));
    headers = new HeaderBuilder(config);
    path = new ReceivePath(config, this);
    frames = new byte[flows][];
    for (int i = 0; i < flows; i++) {
      frames[i] = Frames.tcp().source(0x0A000001 + i).sequence(0).payload(PAYLOAD).bytes();
    }
    order = IntStream.range(0, flows).toArray();
    Random random = new Random(1);
    for (int i = flows - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int flow = order[i];
      order[i] = order[other];
      order[other] = flow;
    }
  }

  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public long frames() {
    for (int i = 0; i < FRAMES; i++) {
      int flow = order[(int) (position++ / burst % flows)];
      path.receive(frames[flow], cycle++);
      advance(frames[flow]);
    }
    return bytes;
  }

  /**
   * The same with frames handed on by batches. The bytes of a batch are touched first: a NIC puts
   * them where they are near.
   */
  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public long batches() {
    for (int i = 0; i < FRAMES; i += BATCH) {
      for (int j = 0; j < BATCH; j++) {
        byte[] frame = frames[order[(int) ((position + j) / burst % flows)]];
        bytes += frame[0] + frame[frame.length - 1];
      }
      for (int j = 0; j < BATCH; j++) {
        byte[] frame = frames[order[(int) (position++ / burst % flows)]];
        batch[j] = path.parse(frame, frame.length, 0, cycle++);
        advance(frame);
      }
      path.receive(batch, BATCH);
    }
    return bytes;
  }

  /** Makes a frame the next segment of its flow; the checksum follows the sequence number. */
  private static void advance(byte[] frame) {
    ByteBuffer buffer = ByteBuffer.wrap(frame);
    int before = buffer.getInt(SEQUENCE_AT);
    int after = before + PAYLOAD;
    buffer.putInt(SEQUENCE_AT, after);
    int sum = (~buffer.getShort(CHECKSUM_AT) & 0xFFFF) + (~before >>> 16) + (~before & 0xFFFF);
    sum += (after >>> 16) + (after & 0xFFFF);
    sum = (sum & 0xFFFF) + (sum >>> 16);
    sum = (sum & 0xFFFF) + (sum >>> 16);
    buffer.putShort(CHECKSUM_AT, (short) ~sum);
  }

  @Override
  public void run(SegmentRun run) {
    bytes += headers.build(run).totalBytes();
  }

  @Override
  public void place(SegmentPlace place) {
    bytes += place.bytes();
  }

  public static void main(String[] args) throws RunnerException, CommandLineOptionException {
    new Runner(
            new OptionsBuilder()
                .parent(new CommandLineOptions(args))
                .include(FlowCountBenchmark.class.getSimpleName())
                .addProfiler(CpuRate.class)
                .build())
        .run();
  }
}
