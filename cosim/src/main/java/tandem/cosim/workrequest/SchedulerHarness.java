package tandem.cosim.workrequest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tandem.bridge.BuildRequest.Trace;
import tandem.bridge.Design;
import tandem.bridge.RtlEndedException;
import tandem.cosim.check.MismatchException;
import tandem.cosim.check.TimingError;
import tandem.cosim.regress.ScenarioHarness;
import tandem.cosim.regress.Verdict;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.Offer;
import tandem.cosim.stream.StreamFault;
import tandem.cosim.stream.TraceWindow;
import tandem.cosim.waves.FollowedWaves;
import tandem.cosim.waves.StoryBuilder;
import tandem.cosim.waves.WaveHarness;
import tandem.cosim.waves.WaveStory;
import tandem.model.tx.WorkRequestConfig;

/** Runs scenarios of the look-ahead scheduler on its own, on RTL and model. */
public final class SchedulerHarness extends ScenarioHarness<SchedulerScenario>
    implements WaveHarness {
  /** The block's name on the command line. */
  public static final String BLOCK = "lookahead-scheduler";

  private static final double NANOS_PER_SECOND = 1e9;

  private final SchedulerModel models;

  public SchedulerHarness() {
    this(SchedulerModel.GOLDEN);
  }

  public SchedulerHarness(SchedulerModel models) {
    super(BLOCK, "doorbells", SchedulerScenario.class);
    this.models = models;
  }

  @Override
  protected Verdict verdict(SchedulerScenario scenario, RtlSource rtl, TraceWindow trace) {
    return run(scenario, rtl, trace).verdict();
  }

  @Override
  public WaveStory waves(JsonNode tree, RtlSource rtl, TraceWindow trace) {
    SchedulerScenario scenario = scenario(tree);
    Result result = run(scenario, rtl, trace);
    Verdict verdict = StoryBuilder.compared(result.verdict());
    StageSettings settings = new StageSettings(rtl.manifest(BLOCK, Map.of()), scenario.settings());
    SchedulerLog log = result.log().orElseThrow();
    Map<String, List<? extends Beat<?>>> streams = new LinkedHashMap<>();
    streams.put("doorbell", log.doorbells());
    streams.put("scheduled", log.scheduled());
    streams.put("hint", log.hints());
    return FollowedWaves.of(
        rtl.manifest(BLOCK, settings.parameters()),
        trace,
        verdict,
        log.endCycle(),
        streams,
        stream -> LookaheadSchedulerChecker.STAGE);
  }

  /**
   * Verdict of a scenario, with what the RTL did, for benches that print or check more.
   *
   * @param laggingWindows see {@link LookaheadSchedulerChecker#laggingWindows}; likewise the others
   */
  public record Result(
      Verdict verdict,
      WorkRequestConfig config,
      Optional<SchedulerLog> log,
      long laggingWindows,
      long queuesOutOfTurn,
      long droppedHints) {}

  /** Runs a scenario. */
  public Result run(SchedulerScenario scenario, RtlSource rtl, TraceWindow trace) {
    StageSettings settings = new StageSettings(rtl.manifest(BLOCK, Map.of()), scenario.settings());
    Design design =
        rtl.design(BLOCK, settings.parameters(), trace.isTraced() ? Trace.FST : Trace.NONE);
    WorkRequestConfig config = settings.config(design.manifest());
    SchedulerLog log;
    long begin = System.nanoTime(); // only the printed speed depends on it
    try {
      log = SchedulerRun.run(design, scenario, config, trace);
    } catch (RtlEndedException | StreamFault e) {
      return new Result(Verdict.ended(e), config, Optional.empty(), 0, 0, 0);
    }
    return check(scenario, config, log, (System.nanoTime() - begin) / NANOS_PER_SECOND);
  }

  private Result check(
      SchedulerScenario scenario, WorkRequestConfig config, SchedulerLog log, double seconds) {
    LookaheadSchedulerChecker checker =
        new LookaheadSchedulerChecker(config, models, log, scenario.doorbell().pattern());
    Verdict verdict;
    try {
      checker.check(scenario.doorbells().stream().map(Offer::record).toList());
      verdict = Verdict.agreed(log.records(), log.endCycle(), seconds, TimingError.NONE);
    } catch (MismatchException e) {
      verdict =
          Verdict.differs(
              log.records(),
              log.endCycle(),
              seconds,
              e.mismatch(),
              log.lines(e.mismatch().cycle()),
              checker.expected().stream().map(Record::toString).toList());
    }
    return new Result(
        verdict,
        config,
        Optional.of(log),
        checker.laggingWindows(),
        checker.queuesOutOfTurn(),
        checker.droppedHints());
  }
}
