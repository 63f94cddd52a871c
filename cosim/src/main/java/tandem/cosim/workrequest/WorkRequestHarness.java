package tandem.cosim.workrequest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.RunLog;
import tandem.cosim.stream.StreamFault;
import tandem.cosim.stream.TraceWindow;
import tandem.cosim.waves.FollowedWaves;
import tandem.cosim.waves.StoryBuilder;
import tandem.cosim.waves.WaveHarness;
import tandem.cosim.waves.WaveStory;
import tandem.model.tx.ContextMemory;
import tandem.model.tx.WorkRequestConfig;
import tandem.rtlgen.Manifest;

/** Runs scenarios of the whole work-request path on RTL and model. */
public final class WorkRequestHarness extends ScenarioHarness<PathScenario> implements WaveHarness {
  /** The block's name on the command line. */
  public static final String BLOCK = "work-request-path";

  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * Doorbells offered at once where those that have passed are forgotten: all queues full twice.
   */
  private static final int OFFERED_AT_ONCE = 1 << 17;

  private final int offeredAtOnce;

  public WorkRequestHarness() {
    this(OFFERED_AT_ONCE);
  }

  /**
   * @param offeredAtOnce doorbells offered at once where those that have passed are forgotten;
   *     fewer than the queues hold make some late
   */
  public WorkRequestHarness(int offeredAtOnce) {
    super(BLOCK, "postings", PathScenario.class);
    this.offeredAtOnce = offeredAtOnce;
  }

  @Override
  protected Verdict verdict(PathScenario scenario, RtlSource rtl, TraceWindow trace) {
    return run(scenario, rtl, trace).verdict();
  }

  @Override
  public WaveStory waves(JsonNode tree, RtlSource rtl, TraceWindow trace) {
    PathScenario scenario = scenario(tree);
    Result result = run(scenario, rtl, trace);
    Verdict verdict = StoryBuilder.compared(result.verdict());
    RunLog log = result.log().orElseThrow().run();
    Map<String, List<? extends Beat<?>>> streams = new LinkedHashMap<>();
    log.streams().forEach((name, stream) -> streams.put(name, stream.beats()));
    return FollowedWaves.of(
        rtl.manifest(BLOCK, settings(scenario.settings(), rtl).parameters()),
        trace,
        verdict,
        log.endCycle(),
        streams,
        PathLog::stage);
  }

  /**
   * Verdict of a scenario, with what the RTL did, for benches that print or check more.
   *
   * @param allowances how often the RTL made use of each freedom, by name
   * @param timing where the scenario can be predicted
   */
  public record Result(
      Verdict verdict,
      WorkRequestConfig config,
      Optional<PathLog> log,
      Map<String, Long> allowances,
      Optional<PathTiming> timing) {}

  /** Runs a scenario on RTL and model. */
  public Result run(PathScenario scenario, RtlSource rtl, TraceWindow trace) {
    return run(scenario, rtl, trace, Optional.empty());
  }

  /**
   * Runs a scenario on the RTL alone.
   *
   * @param passed is given what has passed, which is then forgotten; the log of the result has the
   *     rest
   */
  public Result drive(PathScenario scenario, RtlSource rtl, Consumer<PathLog> passed) {
    return run(scenario, rtl, TraceWindow.none(), Optional.of(passed));
  }

  private Result run(
      PathScenario scenario, RtlSource rtl, TraceWindow trace, Optional<Consumer<PathLog>> passed) {
    BlockSettings settings = settings(scenario.settings(), rtl);
    Design design =
        rtl.design(BLOCK, settings.parameters(), trace.isTraced() ? Trace.FST : Trace.NONE);
    WorkRequestConfig config = config(design.manifest(), settings.registers());
    long begin = System.nanoTime(); // only the printed speed depends on it
    try {
      PathImage image = new PathImage(config, scenario.postings(), scenario.host());
      PathLog log =
          PathRun.run(design, scenario, settings.registers(), image, trace, passed, offeredAtOnce);
      double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
      return passed.isEmpty()
          ? check(scenario, config, log, seconds)
          : new Result(
              unchecked(log, seconds), config, Optional.of(log), Map.of(), Optional.empty());
    } catch (RtlEndedException | StreamFault e) {
      return new Result(Verdict.ended(e), config, Optional.empty(), Map.of(), Optional.empty());
    }
  }

  /** Sorts settings by the limits of the hardware they make themselves. */
  public static BlockSettings settings(Map<String, Long> settings, RtlSource rtl) {
    Manifest defaults = rtl.manifest(BLOCK, Map.of());
    Map<String, String> texts = new LinkedHashMap<>();
    Map<String, String> parameters = new LinkedHashMap<>();
    settings.forEach(
        (name, value) -> {
          texts.put(name, String.valueOf(value));
          if (defaults.parameters().containsKey(name)) {
            parameters.put(name, String.valueOf(value));
          }
        });
    return BlockSettings.of(rtl.manifest(BLOCK, parameters), texts);
  }

  /**
   * The model's configuration: what the hardware was generated with and what was written since.
   *
   * @throws UsageException if the settings break a rule of the model
   */
  static WorkRequestConfig config(Manifest manifest, Map<String, Long> registers) {
    Map<String, Long> values = new LinkedHashMap<>();
    for (String name : WorkRequestConfig.names()) {
      Long parameter = manifest.parameters().get(name);
      values.put(name, parameter != null ? parameter : manifest.register(name).reset());
    }
    values.putAll(registers);
    try {
      return WorkRequestConfig.of(values);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  /** The contexts of a scenario, as they are in host memory at first. */
  public static ContextMemory contexts(PathScenario scenario, WorkRequestConfig config) {
    return new PathImage(config, scenario.postings(), scenario.host()).contexts();
  }

  private Result check(
      PathScenario scenario, WorkRequestConfig config, PathLog log, double seconds) {
    RunLog seen = log.run();
    WorkRequestPathChecker checker = new WorkRequestPathChecker(config, scenario, seen);
    Optional<PathTiming> timing = Optional.empty();
    Verdict verdict;
    try {
      checker.check();
      timing = PathTimingCheck.of(scenario, config, log);
      TimingError summary = timing.map(PathTiming::summary).orElse(TimingError.NONE);
      verdict = Verdict.agreed(seen.records(), log.endCycle(), seconds, summary);
    } catch (MismatchException e) {
      verdict =
          Verdict.differs(
              seen.records(),
              seen.endCycle(),
              seconds,
              e.mismatch(),
              seen.lines(e.mismatch().cycle()),
              checker.expected().stream().map(Record::toString).toList());
    }
    return new Result(verdict, config, Optional.of(log), checker.allowances(), timing);
  }

  private static Verdict unchecked(PathLog log, double seconds) {
    return Verdict.agreed(0, log.endCycle(), seconds, TimingError.NONE);
  }
}
