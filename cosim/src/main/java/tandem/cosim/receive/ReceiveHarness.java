package tandem.cosim.receive;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tandem.bridge.BuildRequest.Trace;
import tandem.bridge.Design;
import tandem.bridge.RtlEndedException;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.MismatchException;
import tandem.cosim.check.TimingError;
import tandem.cosim.regress.ScenarioHarness;
import tandem.cosim.regress.Verdict;
import tandem.cosim.rtl.BlockSettings;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.StreamFault;
import tandem.cosim.stream.TraceWindow;
import tandem.cosim.timing.TimingComparison;
import tandem.cosim.waves.StoryBuilder;
import tandem.cosim.waves.WaveHarness;
import tandem.cosim.waves.WaveStory;
import tandem.model.rx.ReceiveConfig;
import tandem.model.rx.ReceiveRegister;
import tandem.rtlgen.Manifest;

/** Runs scenarios of the receive path on RTL and model. */
public final class ReceiveHarness extends ScenarioHarness<ReceiveScenario> implements WaveHarness {
  /** The block's name on the command line. */
  public static final String BLOCK = "receive-path";

  private static final double NANOS_PER_SECOND = 1e9;

  /** Cycles behind a mismatch that are still worth keeping. */
  private static final int CYCLES_BEHIND = 64;

  public ReceiveHarness() {
    super(BLOCK, "frames", ReceiveScenario.class);
  }

  @Override
  protected Verdict verdict(ReceiveScenario scenario, RtlSource rtl, TraceWindow trace) {
    return run(scenario, rtl, trace).verdict();
  }

  /**
   * Verdict of a scenario, with what the RTL did, for benches that print or check more.
   *
   * @param timing how well the model predicted the cycles, if it predicts such a scenario
   */
  public record Result(
      Verdict verdict,
      ReceiveConfig config,
      Optional<ReceiveLog> log,
      Optional<TimingComparison> timing) {}

  @Override
  public WaveStory waves(JsonNode tree, RtlSource rtl, TraceWindow trace) {
    ReceiveScenario scenario = scenario(tree);
    Result result = run(scenario, rtl, trace);
    Verdict verdict = StoryBuilder.compared(result.verdict());
    ReceiveLog log = result.log().orElseThrow();
    return ReceiveWaves.of(
        scenario,
        result.config(),
        log,
        ReceiveTimingCheck.predict(scenario, result.config(), log.startCycle()),
        verdict,
        rtl.manifest(BLOCK, settings(scenario, rtl).parameters()),
        trace);
  }

  private static BlockSettings settings(ReceiveScenario scenario, RtlSource rtl) {
    Map<String, String> texts = new LinkedHashMap<>();
    scenario.settings().forEach((name, value) -> texts.put(name, String.valueOf(value)));
    return BlockSettings.of(rtl.manifest(BLOCK, Map.of()), texts);
  }

  /** Runs a scenario. */
  public Result run(ReceiveScenario scenario, RtlSource rtl, TraceWindow trace) {
    BlockSettings settings = settings(scenario, rtl);
    Design design =
        rtl.design(BLOCK, settings.parameters(), trace.isTraced() ? Trace.FST : Trace.NONE);
    ReceiveConfig config = config(design.manifest(), settings.registers());
    ReceiveLog log;
    long begin = System.nanoTime(); // only the printed speed depends on it
    try {
      log = ReceiveRun.run(design, scenario, inOrder(settings.registers()), trace);
    } catch (RtlEndedException | StreamFault e) {
      return new Result(Verdict.ended(e), config, Optional.empty(), Optional.empty());
    }
    double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
    return check(scenario, config, log, seconds);
  }

  /** Judges what was done in that many seconds. */
  private static Result check(
      ReceiveScenario scenario, ReceiveConfig config, ReceiveLog log, double seconds) {
    Optional<TimingComparison> timing;
    try {
      new ReceiveChecker(config, log).check(scenario.frames(), scenario.effectiveEvents());
      timing =
          ReceiveTimingCheck.predict(scenario, config, log.startCycle())
              .map(predicted -> ReceiveTimingCheck.compare(predicted, log, config));
    } catch (MismatchException e) {
      Verdict differs =
          Verdict.differs(
              log.records(),
              log.endCycle(),
              seconds,
              e.mismatch(),
              events(log, e.mismatch()),
              List.of());
      return new Result(differs, config, Optional.of(log), Optional.empty());
    }
    TimingError error = timing.map(TimingComparison::error).orElse(TimingError.NONE);
    Verdict agreed = Verdict.agreed(log.records(), log.endCycle(), seconds, error);
    return new Result(agreed, config, Optional.of(log), timing);
  }

  /** The model's configuration: what the hardware was generated with and what was written since. */
  static ReceiveConfig config(Manifest manifest, Map<String, Long> registers) {
    Map<String, Long> values = new LinkedHashMap<>(registers);
    List<String> names = new ArrayList<>(ReceiveConfig.names());
    for (ReceiveRegister register : ReceiveRegister.values()) {
      names.remove(register.label());
    }
    names.forEach(name -> values.put(name, manifest.parameters().get(name)));
    return ReceiveSettings.config(values);
  }

  /** The profile first, since writing it changes others; enable last, since it starts the block. */
  static Map<String, Long> inOrder(Map<String, Long> registers) {
    Comparator<String> order =
        Comparator.comparingInt(
            name ->
                name.equals(ReceiveRegister.PROFILE.label())
                    ? 0
                    : name.equals(ReceiveRegister.ENABLE.label()) ? 2 : 1);
    Map<String, Long> ordered = new LinkedHashMap<>();
    registers.keySet().stream().sorted(order).forEach(n -> ordered.put(n, registers.get(n)));
    return ordered;
  }

  private static List<String> events(ReceiveLog log, Mismatch mismatch) {
    long last = mismatch.cycle() < 0 ? Long.MAX_VALUE : mismatch.cycle() + CYCLES_BEHIND;
    List<Beat<?>> beats = new ArrayList<>(log.in());
    beats.addAll(log.control());
    beats.addAll(log.place());
    beats.addAll(log.payload());
    beats.addAll(log.out());
    return beats.stream()
        .filter(b -> b.cycle() <= last)
        .sorted(Comparator.comparingLong(Beat::cycle))
        .map(b -> String.format(Locale.ROOT, "%08d %s", b.cycle(), b.record()))
        .toList();
  }
}
