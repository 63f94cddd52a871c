package tandem.cosim.workrequest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tandem.bridge.BuildRequest.Trace;
import tandem.bridge.Design;
import tandem.bridge.RtlDut;
import tandem.bridge.RtlEndedException;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.MismatchException;
import tandem.cosim.check.TimingError;
import tandem.cosim.regress.ScenarioHarness;
import tandem.cosim.regress.Verdict;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.stream.Mode;
import tandem.cosim.stream.StreamFault;
import tandem.cosim.stream.StreamSession;
import tandem.cosim.stream.TraceWindow;
import tandem.cosim.waves.FollowedWaves;
import tandem.cosim.waves.StoryBuilder;
import tandem.cosim.waves.WaveHarness;
import tandem.cosim.waves.WaveStory;
import tandem.model.tx.WorkRequestConfig;

/**
 * Runs scenarios of a stage on its own, on RTL and model.
 *
 * @param <S> what decides a run
 * @param <L> what the RTL did
 */
abstract class StageHarness<S extends Record & StageScenario, L extends Record & StageLog>
    extends ScenarioHarness<S> implements WaveHarness {
  private static final double NANOS_PER_SECOND = 1e9;

  private final String stage;

  StageHarness(String block, String stage, Class<S> type) {
    super(block, "requests", type);
    this.stage = stage;
  }

  /** Verdict of a scenario and what the RTL did, if it did not end by itself. */
  public record Result<L>(Verdict verdict, Optional<L> log) {}

  @Override
  protected final Verdict verdict(S scenario, RtlSource rtl, TraceWindow trace) {
    return run(scenario, rtl, trace).verdict();
  }

  @Override
  public final WaveStory waves(JsonNode tree, RtlSource rtl, TraceWindow trace) {
    S scenario = scenario(tree);
    Result<L> result = run(scenario, rtl, trace);
    Verdict verdict = StoryBuilder.compared(result.verdict());
    StageSettings settings =
        new StageSettings(rtl.manifest(block(), Map.of()), scenario.settings());
    L log = result.log().orElseThrow();
    return FollowedWaves.of(
        rtl.manifest(block(), settings.parameters()),
        trace,
        verdict,
        log.endCycle(),
        log.streams(),
        stream -> stage);
  }

  /** Runs a scenario. */
  public final Result<L> run(S scenario, RtlSource rtl, TraceWindow trace) {
    StageSettings settings =
        new StageSettings(rtl.manifest(block(), Map.of()), scenario.settings());
    Design design =
        rtl.design(block(), settings.parameters(), trace.isTraced() ? Trace.FST : Trace.NONE);
    WorkRequestConfig config = settings.config(design.manifest());
    long begin = System.nanoTime(); // only the printed speed depends on it
    try (RtlDut dut = design.open(scenario.initialSeed())) {
      StageSettings.set(dut, config);
      L log = drive(new StreamSession(dut, Mode.STREAM, trace), scenario, config);
      double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
      return new Result<>(verdict(log, seconds, mismatch(scenario, config, log)), Optional.of(log));
    } catch (RtlEndedException | StreamFault e) {
      return new Result<>(Verdict.ended(e), Optional.empty());
    }
  }

  /** The configuration of the model for a scenario. */
  public final WorkRequestConfig config(S scenario, RtlSource rtl) {
    StageSettings settings =
        new StageSettings(rtl.manifest(block(), Map.of()), scenario.settings());
    return settings.config(rtl.manifest(block(), settings.parameters()));
  }

  /** The first difference between a log and what the model says of the scenario. */
  public final Optional<Mismatch> mismatch(S scenario, WorkRequestConfig config, L log) {
    try {
      check(scenario, config, log);
      return Optional.empty();
    } catch (MismatchException e) {
      return Optional.of(e.mismatch());
    }
  }

  /** Lets the RTL work off a scenario. */
  abstract L drive(StreamSession session, S scenario, WorkRequestConfig config);

  /**
   * Holds what the RTL did against the model.
   *
   * @throws MismatchException at the first difference
   */
  abstract void check(S scenario, WorkRequestConfig config, L log);

  private Verdict verdict(L log, double seconds, Optional<Mismatch> mismatch) {
    List<String> events = mismatch.map(m -> log.lines(m.cycle())).orElse(List.of());
    return new Verdict(
        log.records(),
        log.endCycle(),
        seconds,
        TimingError.NONE,
        mismatch,
        Optional.empty(),
        events,
        List.of());
  }
}
