package tandem.bench.bridge;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import tandem.bridge.BuildRequest;
import tandem.bridge.RtlDut;
import tandem.bridge.Signal;

/** Parts of the bridge, one at a time; {@link BridgeTable} has the ratios to C++. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BridgeBench {
  private static final int REQUESTS = 1000;

  /** One instance held in reset. */
  @State(Scope.Thread)
  public static class Idle {
    RtlDut dut;
    Signal input;
    Signal output;

    @Setup
    public void open() {
      dut = BenchDesign.open(BenchDesign.trained());
      input = dut.signal("in.address");
      output = dut.signal("out.address");
      dut.signal("reset").set(1);
      dut.step();
    }

    @TearDown
    public void close() {
      dut.close();
    }
  }

  /** One instance at work in stream mode, one in per-cycle mode. */
  @State(Scope.Thread)
  public static class Busy {
    RtlDut streaming;
    RtlDut stepping;
    Work stream;
    Work cycle;

    @Setup
    public void open() {
      BuildRequest trained = BenchDesign.trained();
      streaming = BenchDesign.open(trained);
      stepping = BenchDesign.open(trained);
      stream = new StreamWork(streaming);
      cycle = new CycleWork(stepping);
    }

    @TearDown
    public void close() {
      streaming.close();
      stepping.close();
    }
  }

  @Benchmark
  public long readOfAHandle(Idle idle) {
    return idle.output.get();
  }

  @Benchmark
  public void writeOfAHandle(Idle idle) {
    idle.input.set(0x1234);
  }

  @Benchmark
  public void stepOfOneCycle(Idle idle) {
    idle.dut.step();
  }

  @Benchmark
  public void thousandRequestsInStreamMode(Busy busy) {
    busy.stream.run(REQUESTS);
  }

  @Benchmark
  public void thousandRequestsWithClockedAgents(Busy busy) {
    busy.cycle.run(REQUESTS);
  }
}
