package tandem.bench.bridge;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import tandem.bridge.RtlDut;
import tandem.jvm.JvmCompiler;
import tandem.rtlgen.Flavour;
import tandem.rtlgen.GeneratedRtl;
import tandem.rtlgen.RtlGenerator;

/**
 * The alignment splitter on both engines with the same bench in Java, assertions on: the time of a
 * cycle. Whole regressions are compared with {@code regress --simulator}.
 */
public final class EngineTable {
  private static final int REQUESTS = 400_000;
  private static final int ROUNDS = 3;

  private EngineTable() {}

  public static void main(String[] args) {
    GeneratedRtl rtl =
        new RtlGenerator(BenchDesign.CACHE.root().resolve("rtl"))
            .generate("alignment-splitter", Map.of(), Flavour.SIMULATION);
    System.out.println(
        "| alignment splitter, bench in Java | Verilator, ns a cycle | JVM | ratio |");
    System.out.println("| --- | --- | --- | --- |");
    row("clocked agents, a call a cycle", rtl, CycleWork::new);
    row("stream mode (native agents; Java agents in the JVM)", rtl, StreamWork::new);
  }

  private static void row(String bench, GeneratedRtl rtl, Function<RtlDut, Work> works) {
    double verilator = nanos(BenchDesign.open(BenchDesign.request()), works);
    double jvm =
        nanos(
            new JvmCompiler(BenchDesign.CACHE).firrtl(rtl.manifest(), rtl.firrtlFile()).open(1),
            works);
    System.out.printf(
        Locale.ROOT, "| %s | %.0f | %.0f | %.2f |%n", bench, verilator, jvm, verilator / jvm);
  }

  /** Of the fastest round. */
  private static double nanos(RtlDut dut, Function<RtlDut, Work> works) {
    try (dut) {
      Work work = works.apply(dut);
      work.run(REQUESTS); // warm
      double best = Double.MAX_VALUE;
      for (int i = 0; i < ROUNDS; i++) {
        long cycles = dut.cycle();
        long begin = System.nanoTime();
        work.run(REQUESTS);
        best = Math.min(best, (System.nanoTime() - begin) / (double) (dut.cycle() - cycles));
      }
      return best;
    }
  }
}
