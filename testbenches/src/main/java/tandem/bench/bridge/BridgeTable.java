package tandem.bench.bridge;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import tandem.bench.bridge.NativeYardstick.Build;
import tandem.bridge.BuildRequest;
import tandem.bridge.RtlDut;
import tandem.bridge.Signal;

/**
 * Prints how fast the bridge is beside a testbench in C++: same RTL, same flags, same behaviour,
 * all checked, everything in turn in one run, medians of five. Time is that of the processor, so
 * that other programs on the machine matter less. The argument, if any, is the number of requests
 * of one measurement.
 */
public final class BridgeTable {
  private static final String STREAM = "stream mode";
  private static final String CYCLE = "clocked agents";
  private static final String STREAM_TRAINED = "stream mode, trained";
  private static final String CYCLE_TRAINED = "clocked agents, trained";
  private static final int ROUNDS = 5;
  private static final long REQUESTS = 500_000;
  private static final int STEPS = 1_000_000;
  private static final int NEWER = 21;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Map<String, DoubleSupplier> measures = new LinkedHashMap<>();
  private final Map<String, double[]> results = new LinkedHashMap<>();
  private final long requests;
  private Long checksum;

  private BridgeTable(long requests) {
    this.requests = requests;
  }

  public static void main(String[] arguments) throws Exception {
    new BridgeTable(arguments.length == 0 ? REQUESTS : Long.parseLong(arguments[0])).run();
  }

  private void run() throws Exception {
    BuildRequest plain = BenchDesign.request();
    BuildRequest trained = plain.trainedBy(new SplitterTraining());
    for (Build build : Build.values()) {
      Path program = NativeYardstick.program(BenchDesign.CACHE, plain, build);
      measures.put(build.name(), () -> yardstick(program));
    }
    work(STREAM, new StreamWork(BenchDesign.open(plain)));
    work(CYCLE, new CycleWork(BenchDesign.open(plain)));
    work(STREAM_TRAINED, new StreamWork(BenchDesign.open(trained)));
    work(CYCLE_TRAINED, new CycleWork(BenchDesign.open(trained)));
    RtlDut idle = BenchDesign.open(plain);
    idle.signal("reset").set(1);
    measures.put("alone", () -> perStep(idle, STEPS));
    measures.put("crossing", () -> perStep(idle, 1));
    Signal[] pins = pins(idle);
    measures.put("read", () -> reads(pins));
    measures.put("write", () -> writes(pins));
    measure();
    print();
    processes(plain);
  }

  private void work(String name, Work work) {
    measures.put(
        name,
        () -> {
          long cycles = work.cycles();
          long begin = cpuNanos();
          work.run(requests);
          return (double) (cpuNanos() - begin) / (work.cycles() - cycles);
        });
    work.run(requests / 10);
    checkEqual(name, run(work));
  }

  private long run(Work work) {
    work.run(requests);
    return work.checksum();
  }

  private double yardstick(Path program) {
    NativeYardstick.Result result = NativeYardstick.run(program, requests);
    checkEqual(program.toString(), result.checksum());
    return result.nanosPerCycle();
  }

  /** All must have seen the same bursts in the same cycles, or nothing is compared. */
  private void checkEqual(String name, long sum) {
    if (checksum != null && checksum != sum) {
      throw new IllegalStateException("not the same behaviour: " + name);
    }
    checksum = sum;
  }

  /** Time of the processor that this thread had: other programs on the machine do not count. */
  private static long cpuNanos() {
    return THREADS.getCurrentThreadCpuTime();
  }

  private static double perStep(RtlDut dut, int cyclesACall) {
    long begin = cpuNanos();
    for (int left = STEPS; left > 0; left -= cyclesACall) {
      dut.step(cyclesACall);
    }
    return (double) (cpuNanos() - begin) / STEPS;
  }

  private static Signal[] pins(RtlDut dut) {
    return Stream.of("in.op", "in.address", "in.bytes", "in.tag", "in.guest", "response.slot")
        .map(dut::signal)
        .toArray(Signal[]::new);
  }

  private static double reads(Signal[] pins) {
    long sum = 0;
    long begin = cpuNanos();
    for (int i = 0; i < STEPS; i++) {
      for (Signal pin : pins) {
        sum += pin.get();
      }
    }
    double nanos = (double) (cpuNanos() - begin) / STEPS / pins.length;
    if (sum == 1) {
      throw new IllegalStateException("keeps the sum alive");
    }
    return nanos;
  }

  private static double writes(Signal[] pins) {
    long begin = cpuNanos();
    for (int i = 0; i < STEPS; i++) {
      for (Signal pin : pins) {
        pin.set(i & 1);
      }
    }
    return (double) (cpuNanos() - begin) / STEPS / pins.length;
  }

  /** In turn, so that a slow moment of the machine meets all alike; the first round warms up. */
  private void measure() {
    measures.keySet().forEach(name -> results.put(name, new double[ROUNDS]));
    for (int round = -1; round < ROUNDS; round++) {
      int number = Math.max(round, 0);
      measures.forEach((name, measure) -> results.get(name)[number] = measure.getAsDouble());
    }
    results.values().forEach(Arrays::sort);
  }

  private double median(String name) {
    return results.get(name)[ROUNDS / 2];
  }

  private double ratio(String name, Build build) {
    return median(build.name()) / median(name);
  }

  private void print() {
    System.out.printf(
        Locale.ROOT,
        "alignment splitter, flavour SIMULATION, assertions on; %d requests a measurement;%n"
            + "time of the processor, all in turn, medians of %d%n%n",
        requests,
        ROUNDS);
    System.out.printf(
        Locale.ROOT,
        "%-34s %10s %10s %10s%n",
        "nanoseconds a cycle or call",
        "median",
        "least",
        "most");
    results.forEach(
        (name, r) ->
            System.out.printf(
                Locale.ROOT,
                "%-34s %10.2f %10.2f %10.2f%n",
                name,
                r[ROUNDS / 2],
                r[0],
                r[ROUNDS - 1]));
    System.out.printf(Locale.ROOT, "%n%-58s %12s %12s%n", "measure", "measured", "to reach");
    row("stream mode / C++, same flags", ratio(STREAM, Build.SAME_FLAGS), ">= 0.90");
    row("the same, both trained", ratio(STREAM_TRAINED, Build.TRAINED), ">= 0.90");
    row("stream mode / C++, stock flags", ratio(STREAM, Build.STOCK), ">= 1.0");
    row("stream mode / C++, stock flags but -O3", ratio(STREAM, Build.STOCK_O3), "");
    row("clocked agents / C++, same flags", ratio(CYCLE, Build.SAME_FLAGS), ">= 0.70");
    row("the same, both trained", ratio(CYCLE_TRAINED, Build.TRAINED), ">= 0.70");
    row("one crossing a cycle, ns", median("crossing") - median("alone"), "<= 12");
    row("one read of a handle, ns", median("read"), "<= 2");
    row("one write of a handle, ns", median("write"), "<= 2");
  }

  private static void row(String what, double value, String goal) {
    System.out.printf(Locale.ROOT, "%-58s %12.2f %12s%n", what, value, goal);
  }

  /** What needs a JVM of its own. */
  private void processes(BuildRequest plain) throws Exception {
    String jvm = ChildJvm.own();
    List<String> newer = ChildJvm.atLeast(NEWER);
    if (newer.isEmpty()) {
      System.out.println("no JDK of at least " + NEWER + " beside this one: no row for its tasks");
    } else {
      double rate = ChildJvm.run(newer.get(0), TaskRate.class, "3", "500000");
      row("awaits a second, virtual threads, three tasks", rate, ">= 2000000");
    }
    double rate = ChildJvm.run(jvm, TaskRate.class, "1", "500000");
    row("awaits a second, this JVM, one task", rate, ">= 200000");
    rate = ChildJvm.run(jvm, TaskRate.class, "3", "20000");
    row("awaits a second, this JVM, three tasks", rate, "");
    String rtl = plain.sources().get(0).getParent().toString();
    double[] starts = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      starts[i] = ChildJvm.run(jvm, WarmStart.class, rtl) / 1000;
    }
    Arrays.sort(starts);
    row("warm start of a cached design, s", starts[ROUNDS / 2], "<= 0.5");
  }
}
