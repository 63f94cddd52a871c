package tandem.bench.mem;

import java.util.List;
import java.util.Map;
import tandem.bench.block.BlockBench;
import tandem.cosim.block.Scenario;
import tandem.cosim.mem.AlignmentSplitterBlock;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.stream.Offer;
import tandem.model.mem.SplitterConfig;
import tandem.model.record.HostSpan;

/** What the benches of the alignment splitter share. */
abstract class SplitterBench extends BlockBench<SplitterConfig> {
  /** Parameters on which the values of a request depend, with their defaults. */
  static final Map<String, Long> WIDTHS =
      Map.of("addressBits", 64L, "lengthBits", 32L, "guestBits", 8L, "tagBits", 16L);

  SplitterBench(String name, String about) {
    super(name, about, new AlignmentSplitterBlock());
  }

  /** The scenario with addresses and lengths that the RTL has wires for. */
  final Scenario fitting(BenchRun run, Scenario scenario) {
    Map<String, Long> widths = run.parameters(block(), WIDTHS);
    return scenario.with(
        AlignmentSplitterBlock.SPANS,
        scenario.get(AlignmentSplitterBlock.SPANS).stream()
            .map(offer -> new Offer<>(offer.afterCycles(), narrow(offer.record(), widths)))
            .toList());
  }

  /** The request with values that the widths of its fields allow. */
  static HostSpan narrow(HostSpan span, Map<String, Long> widths) {
    return new HostSpan(
        span.op(),
        span.address() & mask(widths, "addressBits"),
        span.bytes() & mask(widths, "lengthBits"),
        span.padBytes(),
        span.permitted(),
        (int) (span.guest() & mask(widths, "guestBits")),
        (int) (span.tag() & mask(widths, "tagBits")));
  }

  private static long mask(Map<String, Long> widths, String name) {
    return -1L >>> Long.SIZE - widths.get(name);
  }

  static Scenario scenario(String name, Map<String, Long> settings, List<HostSpan> spans) {
    return AlignmentSplitterBlock.scenario(name, settings, spans);
  }
}
