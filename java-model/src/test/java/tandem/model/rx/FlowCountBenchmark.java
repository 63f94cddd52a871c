package tandem.model.rx;

import java.util.Map;
import java.util.Random;
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
import tandem.model.BigEndian;
import tandem.model.CpuRate;
import tandem.model.record.ParsedSegment;
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
public class FlowCountBenchmark {
  private static final int FRAMES = 1 << 20;
  private static final int BATCH = 64;
  private static final int PAYLOAD = 6;
  private static final int FIRST_SOURCE = 0x0A000001;
  private static final int IP_CHECKSUM_AT = 24;
  private static final int SOURCE_AT = 26;
  private static final int SEQUENCE_AT = 38;
  private static final int CHECKSUM_AT = 50;

  @Param({"1000", "1000000"})
  public int flows;

  @Param({"1", "8"})
  public int burst;

  private final ParsedSegment[] batch = new ParsedSegment[BATCH];
  private final byte[][] ring = new byte[BATCH][];
  private int[] order;
  private int[] sequences;
  private int turn;
  private int inBurst;
  private int ipSum;
  private int tcpSum;
  private DeliveredBytes delivered;
  private ReceivePath path;
  private long cycle;

  /** A ring of frames that are filled anew each time, as a NIC does. */
  @Setup
  public void makeFrames() {
    ReceiveConfig config =
        ReceiveConfig.of(Profile.TTO).with(Map.of("flowEntries", 1L << 20, "flowWays", 32L));
    delivered = new DeliveredBytes(config);
    path = new ReceivePath(config, delivered);
    for (int i = 0; i < BATCH; i++) {
      ring[i] = Frames.tcp().source(0).sequence(0).payload(PAYLOAD).bytes();
    }
    ipSum = ~BigEndian.getShort(ring[0], IP_CHECKSUM_AT) & 0xFFFF;
    tcpSum = ~BigEndian.getShort(ring[0], CHECKSUM_AT) & 0xFFFF;
    sequences = new int[flows];
    order = new int[flows];
    Random random = new Random(1);
    for (int i = 1; i < flows; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
  }

  /** Frame by frame. */
  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public long frames() {
    for (int i = 0; i < FRAMES; i += BATCH) {
      fillRing();
      for (byte[] frame : ring) {
        path.receive(frame, cycle++);
      }
    }
    return delivered.count();
  }

  /** Handed on by batches. */
  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public long batches() {
    for (int i = 0; i < FRAMES; i += BATCH) {
      fillRing();
      for (int j = 0; j < BATCH; j++) {
        batch[j] = path.parse(ring[j], ring[j].length, 0, cycle++);
      }
      path.receive(batch, BATCH);
    }
    return delivered.count();
  }

  private void fillRing() {
    for (byte[] frame : ring) {
      int flow = order[turn];
      fill(frame, FIRST_SOURCE + flow, sequences[flow]);
      sequences[flow] += PAYLOAD;
      if (++inBurst == burst) {
        inBurst = 0;
        turn = turn + 1 == flows ? 0 : turn + 1;
      }
    }
  }

  private void fill(byte[] frame, int source, int sequence) {
    int sourceSum = (source >>> 16) + (source & 0xFFFF);
    int sequenceSum = (sequence >>> 16) + (sequence & 0xFFFF);
    BigEndian.putInt(frame, SOURCE_AT, source);
    BigEndian.putInt(frame, SEQUENCE_AT, sequence);
    BigEndian.putShort(frame, IP_CHECKSUM_AT, ~InternetChecksum.fold(ipSum + sourceSum));
    BigEndian.putShort(
        frame, CHECKSUM_AT, ~InternetChecksum.fold(tcpSum + sourceSum + sequenceSum));
  }

  public static void main(String[] args) throws RunnerException, CommandLineOptionException {
    CpuRate.run(FlowCountBenchmark.class, args);
  }
}
