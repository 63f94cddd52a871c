package tandem.cosim.workrequest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tandem.bridge.BuildRequest.Trace;
import tandem.bridge.Design;
import tandem.bridge.RtlEndedException;
import tandem.cosim.check.MismatchException;
import tandem.cosim.check.TimingError;
import tandem.cosim.regress.ScenarioHarness;
import tandem.cosim.regress.Verdict;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.StreamFault;
import tandem.cosim.stream.TraceWindow;
import tandem.cosim.waves.FollowedWaves;
import tandem.cosim.waves.StoryBuilder;
import tandem.cosim.waves.WaveHarness;
import tandem.cosim.waves.WaveStory;
import tandem.model.record.Released;
import tandem.model.tx.WorkRequestConfig;

/** Runs scenarios of the context cache on its own, on RTL and model. */
public final class CacheHarness extends ScenarioHarness<CacheScenario> implements WaveHarness {
  /** The block's name on the command line. */
  public static final String BLOCK = "context-cache";

  private static final double NANOS_PER_SECOND = 1e9;

  /** The block has one input for the first two, and none for hints. */
  private static final Set<String> RUN_TIME = Set.of("window", "nonBlocking", "prefetch");

  private final CacheModel models;

  public CacheHarness() {
    this(CacheModel.GOLDEN);
  }

  public CacheHarness(CacheModel models) {
    super(BLOCK, "requests", CacheScenario.class);
    this.models = models;
  }

  @Override
  protected Verdict verdict(CacheScenario scenario, RtlSource rtl, TraceWindow trace) {
    return run(scenario, rtl, trace).verdict();
  }

  @Override
  public WaveStory waves(JsonNode tree, RtlSource rtl, TraceWindow trace) {
    CacheScenario scenario = scenario(tree);
    Result result = run(scenario, rtl, trace);
    Verdict verdict = StoryBuilder.compared(result.verdict());
    CacheLog log = result.log().orElseThrow();
    return FollowedWaves.of(
        rtl.manifest(BLOCK, settings(scenario, rtl).parameters()),
        trace,
        verdict,
        log.endCycle(),
        log.streams(),
        stream -> ContextCacheChecker.STAGE);
  }

  /**
   * Verdict of a scenario, with what the RTL did and what the checker counted, for benches that
   * print or check more; both are missing if the RTL ended by itself.
   */
  public record Result(
      Verdict verdict,
      WorkRequestConfig config,
      Optional<CacheLog> log,
      Optional<ContextCacheChecker> checker) {}

  /** Runs a scenario. */
  public Result run(CacheScenario scenario, RtlSource rtl, TraceWindow trace) {
    StageSettings settings = settings(scenario, rtl);
    Design design =
        rtl.design(BLOCK, settings.parameters(), trace.isTraced() ? Trace.FST : Trace.NONE);
    WorkRequestConfig config = settings.config(design.manifest());
    CacheLog log;
    long begin = System.nanoTime(); // only the printed speed depends on it
    try {
      log = CacheRun.run(design, scenario, config, trace);
    } catch (RtlEndedException | StreamFault e) {
      return new Result(Verdict.ended(e), config, Optional.empty(), Optional.empty());
    }
    return check(scenario, config, log, (System.nanoTime() - begin) / NANOS_PER_SECOND);
  }

  private static StageSettings settings(CacheScenario scenario, RtlSource rtl) {
    return new StageSettings(rtl.manifest(BLOCK, Map.of()), scenario.settings(), RUN_TIME);
  }

  private Result check(
      CacheScenario scenario, WorkRequestConfig config, CacheLog log, double seconds) {
    ContextCacheChecker checker =
        new ContextCacheChecker(config, models, log, scenario.host().seed());
    Verdict verdict;
    try {
      checkReleases(log);
      checker.check(scenario.requests().size(), scenario.commands().size());
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
    return new Result(verdict, config, Optional.of(log), Optional.of(checker));
  }

  /** Every release that was taken is reported, in the cycle in which it was. */
  private static void checkReleases(CacheLog log) {
    for (int i = 0; i < Math.max(log.released().size(), log.events().releases().size()); i++) {
      Beat<ReleaseEvent> expected = i < log.released().size() ? event(log.released().get(i)) : null;
      Beat<ReleaseEvent> actual =
          i < log.events().releases().size() ? log.events().releases().get(i) : null;
      boolean isSame =
          expected != null
              && actual != null
              && expected.cycle() == actual.cycle()
              && expected.record().equals(actual.record());
      if (!isSame) {
        throw CacheMismatch.number(
            actual == null ? -1 : actual.cycle(),
            "release=" + i,
            "release",
            expected,
            actual,
            "a release is reported in the cycle in which it is taken");
      }
    }
  }

  private static Beat<ReleaseEvent> event(Beat<Released> beat) {
    Released r = beat.record();
    return new Beat<>(
        new ReleaseEvent(r.slot(), r.connection(), r.read(), r.failed()),
        beat.cycle(),
        beat.cycle());
  }
}
