package tandem.cosim.workrequest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tandem.bridge.BuildRequest.Trace;
import tandem.bridge.Design;
import tandem.bridge.NearestNames;
import tandem.bridge.RtlEndedException;
import tandem.cosim.check.MismatchException;
import tandem.cosim.check.TimingError;
import tandem.cosim.regress.BlockHarness;
import tandem.cosim.regress.Json;
import tandem.cosim.regress.Verdict;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.rtl.UsageException;
import tandem.cosim.stream.Offer;
import tandem.cosim.stream.TraceWindow;
import tandem.model.tx.WorkRequestConfig;
import tandem.rtlgen.Manifest;

/** Runs scenarios of the look-ahead scheduler on its own, on RTL and model. */
public final class SchedulerHarness implements BlockHarness {
  /** The block's name on the command line. */
  public static final String BLOCK = "lookahead-scheduler";

  private static final double NANOS_PER_SECOND = 1e9;

  private final SchedulerModel models;

  public SchedulerHarness() {
    this(SchedulerModel.GOLDEN);
  }

  public SchedulerHarness(SchedulerModel models) {
    this.models = models;
  }

  @Override
  public String block() {
    return BLOCK;
  }

  @Override
  public String stimulus() {
    return "doorbells";
  }

  @Override
  public Verdict replay(JsonNode scenario, RtlSource rtl, TraceWindow trace) {
    return run(Json.read(scenario, SchedulerScenario.class), rtl, trace).verdict();
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
    Manifest defaults = rtl.manifest(BLOCK, Map.of());
    Map<String, String> parameters = new LinkedHashMap<>();
    Map<String, Long> inputs = new LinkedHashMap<>();
    scenario.settings().forEach((name, value) -> sort(defaults, name, value, parameters, inputs));
    Design design = rtl.design(BLOCK, parameters, trace.isTraced() ? Trace.FST : Trace.NONE);
    WorkRequestConfig config = config(design.manifest(), inputs);
    SchedulerLog log;
    long begin = System.nanoTime(); // only the printed speed depends on it
    try {
      log = SchedulerRun.run(design, scenario, config, trace);
    } catch (RtlEndedException e) {
      return new Result(problem(e), config, Optional.empty(), 0, 0, 0);
    }
    return check(scenario, config, log, (System.nanoTime() - begin) / NANOS_PER_SECOND);
  }

  private static void sort(
      Manifest manifest,
      String name,
      long value,
      Map<String, String> parameters,
      Map<String, Long> inputs) {
    boolean isInput =
        manifest.ports().stream().anyMatch(p -> p.name().equals(SchedulerRun.CONFIG_PREFIX + name));
    if (isInput) {
      inputs.put(name, value);
    } else if (manifest.parameters().containsKey(name)) {
      parameters.put(name, String.valueOf(value));
    } else {
      throw new UsageException(
          "unknown setting: %s=%d block=%s; nearest names: %s"
              .formatted(name, value, BLOCK, NearestNames.of(name, WorkRequestConfig.names())));
    }
  }

  /** The model's configuration: what the hardware was generated with, and its inputs. */
  private static WorkRequestConfig config(Manifest manifest, Map<String, Long> inputs) {
    Map<String, Long> known = new LinkedHashMap<>(manifest.parameters());
    Map<String, Long> values = new LinkedHashMap<>(WorkRequestConfig.DEFAULTS.toMap());
    values.replaceAll((name, value) -> known.getOrDefault(name, value));
    values.put("window", Math.min(values.get("window"), values.get("maxWindow")));
    values.put("connectionLimit", 1L << values.get("connectionBits"));
    values.putAll(inputs);
    try {
      return WorkRequestConfig.of(values);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
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
          new Verdict(
              log.records(),
              log.endCycle(),
              seconds,
              TimingError.NONE,
              Optional.of(e.mismatch()),
              Optional.empty(),
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

  private static Verdict problem(RtlEndedException e) {
    return new Verdict(
        0,
        e.cycle(),
        0,
        TimingError.NONE,
        Optional.empty(),
        Optional.of(e.getMessage()),
        List.of(),
        List.of());
  }
}
