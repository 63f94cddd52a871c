package tandem.bench.mem;

import java.util.HashMap;
import java.util.Map;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchFailure;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.splitter.SplitterHarness;
import tandem.cosim.splitter.SplitterHarness.Result;
import tandem.cosim.splitter.SplitterLog;
import tandem.cosim.splitter.SplitterScenario;
import tandem.cosim.stream.Offer;
import tandem.cosim.stream.TraceWindow;
import tandem.model.record.HostSpan;
import tandem.rtlgen.Manifest;

/** What the benches of the alignment splitter share. */
abstract class SplitterBench implements Bench {
  private final SplitterHarness harness = new SplitterHarness();

  @Override
  public final String block() {
    return SplitterHarness.BLOCK;
  }

  /** Runs a scenario, counts it in, and gives what RTL and model did, which agreed. */
  final Result check(BenchRun run, SplitterScenario scenario) {
    Result result = harness.run(scenario, run.rtl(), TraceWindow.none());
    run.judge(SplitterHarness.BLOCK, scenario, result.verdict());
    return result;
  }

  /**
   * The scenario with addresses and lengths that given RTL has wires for; the same if generated.
   */
  static SplitterScenario fitting(BenchRun run, SplitterScenario scenario) {
    if (run.rtl().isGenerated()) {
      return scenario;
    }
    Map<String, Long> masks = new HashMap<>();
    for (Manifest.Field field :
        run.rtl().manifest(SplitterHarness.BLOCK, Map.of()).stream("in").fields()) {
      masks.put(field.name(), -1L >>> Long.SIZE - field.widthBits());
    }
    return scenario.withSpans(
        scenario.spans().stream()
            .map(offer -> new Offer<>(offer.afterCycles(), narrow(offer.record(), masks)))
            .toList());
  }

  private static HostSpan narrow(HostSpan span, Map<String, Long> masks) {
    return new HostSpan(
        span.op(),
        span.address() & masks.get("address"),
        span.bytes() & masks.get("bytes"),
        (int) (span.padBytes() & masks.get("padBytes")),
        span.permitted(),
        (int) (span.guest() & masks.get("guest")),
        (int) (span.tag() & masks.get("tag")));
  }

  /** The log of a result that agreed. */
  static SplitterLog log(Result result) {
    return result.log().orElseThrow();
  }

  /** Fails the run for a figure that is not what it must be. */
  static void require(boolean holds, String message) {
    if (!holds) {
      throw new BenchFailure(message);
    }
  }
}
