package tandem.cosim.splitter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tandem.bridge.BuildRequest.Trace;
import tandem.bridge.Design;
import tandem.bridge.RtlEndedException;
import tandem.cosim.check.MismatchException;
import tandem.cosim.check.TimingError;
import tandem.cosim.regress.ScenarioHarness;
import tandem.cosim.regress.Verdict;
import tandem.cosim.rtl.BlockSettings;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.rtl.UsageException;
import tandem.cosim.stream.Offer;
import tandem.cosim.stream.StreamFault;
import tandem.cosim.stream.TraceWindow;
import tandem.cosim.waves.StoryBuilder;
import tandem.cosim.waves.WaveHarness;
import tandem.cosim.waves.WaveStory;
import tandem.model.mem.AlignmentSplitter;
import tandem.model.mem.SplitRequest;
import tandem.model.mem.SplitterConfig;
import tandem.model.record.HostBurst;
import tandem.model.record.HostSpan;
import tandem.rtlgen.Manifest;

/** Runs scenarios of the alignment splitter on RTL and model. */
public final class SplitterHarness extends ScenarioHarness<SplitterScenario>
    implements WaveHarness {
  /** The block's name on the command line. */
  public static final String BLOCK = "alignment-splitter";

  private static final double NANOS_PER_SECOND = 1e9;

  /** Makes the model for a configuration; replaced only to see whether the checker notices. */
  public interface ModelFactory {
    Function<HostSpan, SplitRequest> create(SplitterConfig config);
  }

  private final ModelFactory models;

  public SplitterHarness() {
    this(config -> new AlignmentSplitter(config)::accept);
  }

  public SplitterHarness(ModelFactory models) {
    super(BLOCK, "spans", SplitterScenario.class);
    this.models = models;
  }

  @Override
  protected Verdict verdict(SplitterScenario scenario, RtlSource rtl, TraceWindow trace) {
    return run(scenario, rtl, trace).verdict();
  }

  @Override
  public WaveStory waves(JsonNode tree, RtlSource rtl, TraceWindow trace) {
    SplitterScenario scenario = scenario(tree);
    Result result = run(scenario, rtl, trace);
    StoryBuilder.compared(result.verdict());
    return SplitterWaves.of(scenario, result, trace);
  }

  /** Verdict of a scenario, with what RTL and model did, for benches that print or check more. */
  public record Result(
      Verdict verdict,
      Manifest manifest,
      SplitterConfig config,
      Optional<SplitterLog> log,
      List<HostBurst> expectedBursts) {}

  /** Runs a scenario. */
  public Result run(SplitterScenario scenario, RtlSource rtl, TraceWindow trace) {
    Map<String, String> texts = new LinkedHashMap<>();
    scenario.settings().forEach((name, value) -> texts.put(name, String.valueOf(value)));
    BlockSettings settings = BlockSettings.of(rtl.manifest(BLOCK, Map.of()), texts);
    Design design =
        rtl.design(BLOCK, settings.parameters(), trace.isTraced() ? Trace.FST : Trace.NONE);
    SplitterConfig config = config(design.manifest(), settings.registers());
    SplitterLog log;
    long begin = System.nanoTime(); // only the printed speed depends on it
    try {
      log = SplitterRun.run(design, scenario, settings.registers(), trace);
    } catch (RtlEndedException | StreamFault e) {
      return new Result(Verdict.ended(e), design.manifest(), config, Optional.empty(), List.of());
    }
    double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
    return check(scenario, design.manifest(), config, log, seconds);
  }

  /**
   * The model's configuration: what the hardware was generated with and what was written since.
   *
   * @throws UsageException if the settings break a rule of the model
   */
  public static SplitterConfig config(Manifest manifest, Map<String, Long> registers) {
    Map<String, Long> values = new LinkedHashMap<>();
    Map<String, Long> known = new LinkedHashMap<>(manifest.parameters());
    known.putAll(registers);
    SplitterConfig.names().forEach(name -> values.put(name, known.get(name)));
    try {
      return SplitterConfig.of(values);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private Result check(
      SplitterScenario scenario,
      Manifest manifest,
      SplitterConfig config,
      SplitterLog log,
      double seconds) {
    AlignmentSplitterChecker checker =
        new AlignmentSplitterChecker(config, models.create(config), log);
    long cycles = log.endCycle();
    try {
      checker.check(scenario.spans().stream().map(Offer::record).toList());
    } catch (MismatchException e) {
      EventLog events = EventLog.of(log, e.mismatch());
      Verdict verdict =
          Verdict.differs(
              log.records(),
              cycles,
              seconds,
              e.mismatch(),
              events.lines(),
              EventLog.expected(checker.expectedBursts()));
      return new Result(verdict, manifest, config, Optional.of(log), checker.expectedBursts());
    }
    TimingError timing =
        scenario.memory().failPerMille() > 0
            ? TimingError.NONE
            : SplitterTimingCheck.compare(
                SplitterTimingCheck.predict(scenario, config, log.startCycle()), log);
    return new Result(
        Verdict.agreed(log.records(), cycles, seconds, timing),
        manifest,
        config,
        Optional.of(log),
        checker.expectedBursts());
  }
}
