package tandem.cosim.splitter;

import java.util.ArrayList;
import java.util.List;
import tandem.cosim.check.MismatchException;
import tandem.cosim.regress.ScenarioMismatch;
import tandem.cosim.rtl.BlockSettings;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.TraceWindow;
import tandem.model.mem.AlignmentSplitter;
import tandem.model.mem.SplitterConfig;
import tandem.model.record.HostBurst;
import tandem.model.record.HostSpan;

/** Splits lists of requests on the model, the RTL, or both held against each other. */
public interface SplitterEngine {
  /**
   * The bursts of each request in turn; none for one that is empty or rejected.
   *
   * @throws MismatchException if both run and differ
   */
  List<List<HostBurst>> split(List<HostSpan> spans);

  /** The engine of that name: MODEL, RTL or BOTH. */
  static SplitterEngine of(String name, BlockSettings settings, RtlSource rtl) {
    SplitterConfig config =
        SplitterHarness.config(
            rtl.manifest(SplitterHarness.BLOCK, settings.parameters()), settings.registers());
    return switch (name) {
      case "MODEL" -> spans -> model(config, spans);
      case "RTL" -> spans -> group(spans, run(settings, rtl, spans, false));
      default -> spans -> group(spans, run(settings, rtl, spans, true));
    };
  }

  private static List<List<HostBurst>> model(SplitterConfig config, List<HostSpan> spans) {
    AlignmentSplitter splitter = new AlignmentSplitter(config);
    return spans.stream().map(s -> splitter.accept(s).bursts()).toList();
  }

  private static List<HostBurst> run(
      BlockSettings settings, RtlSource rtl, List<HostSpan> spans, boolean checked) {
    SplitterScenario scenario = SplitterScenario.of("run", settings.all(), spans);
    SplitterHarness.Result result = new SplitterHarness().run(scenario, rtl, TraceWindow.none());
    // What no record may be cannot be passed on, even where the model is not asked.
    boolean isFaulty = result.verdict().fault().isPresent();
    if (isFaulty || checked && result.verdict().mismatch().isPresent()) {
      throw new ScenarioMismatch(SplitterHarness.BLOCK, scenario, result.verdict());
    }
    result
        .verdict()
        .problem()
        .ifPresent(
            p -> {
              throw new tandem.bridge.BridgeException(p);
            });
    return result.log().orElseThrow().out().stream().map(Beat::record).toList();
  }

  /** Bursts come in the order of requests; a new request begins with its first burst. */
  private static List<List<HostBurst>> group(List<HostSpan> spans, List<HostBurst> bursts) {
    List<List<HostBurst>> groups = new ArrayList<>();
    int next = 0;
    for (HostSpan span : spans) {
      List<HostBurst> group = new ArrayList<>();
      boolean mine = next < bursts.size() && bursts.get(next).tag() == span.tag();
      while (mine) {
        group.add(bursts.get(next++));
        mine = next < bursts.size() && !bursts.get(next).first();
      }
      groups.add(group);
    }
    return groups;
  }
}
