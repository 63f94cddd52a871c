package tandem.cosim.receive;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tandem.bridge.BuildRequest.Trace;
import tandem.bridge.Design;
import tandem.bridge.RtlDut;
import tandem.bridge.RtlEndedException;
import tandem.cosim.check.MismatchException;
import tandem.cosim.check.TimingError;
import tandem.cosim.receive.DelayMeter.Comparison;
import tandem.cosim.regress.ScenarioHarness;
import tandem.cosim.regress.Verdict;
import tandem.cosim.rtl.BlockSettings;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.Offer;
import tandem.cosim.stream.StreamFault;
import tandem.cosim.stream.StreamSession;
import tandem.cosim.stream.TraceWindow;
import tandem.cosim.waves.FollowedWaves;
import tandem.cosim.waves.StoryBuilder;
import tandem.cosim.waves.WaveHarness;
import tandem.cosim.waves.WaveStory;
import tandem.model.rx.ReceiveConfig;
import tandem.model.time.StagePrediction;
import tandem.rtlgen.Manifest;

/**
 * Runs scenarios of the receive path on one stage of it alone: what its input stream gets is made
 * of the frames by the model, and what must come out as well. Settings that the stage does not have
 * are the model's alone.
 */
public abstract class StageHarness<I extends Record, O extends Record>
    extends ScenarioHarness<ReceiveScenario> implements WaveHarness {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int QUIET_CYCLES = 256;

  private final String stage;
  private final Class<I> input;
  private final Class<O> output;

  StageHarness(String block, String stage, Class<I> input, Class<O> output) {
    super(block, "frames", ReceiveScenario.class);
    this.stage = stage;
    this.input = input;
    this.output = output;
  }

  /**
   * Verdict of a scenario, with what the RTL did.
   *
   * @param stage that ran
   * @param in what was taken
   * @param out what was given
   * @param predicted the cycles that the model predicts; nothing where the run was wrong
   */
  public record Result<I extends Record, O extends Record>(
      String stage,
      Verdict verdict,
      List<Beat<I>> in,
      List<Beat<O>> out,
      Optional<StagePrediction> predicted) {
    /**
     * How well the model predicted the cycles.
     *
     * @throws MismatchException if it predicts other numbers of records
     */
    public Optional<Comparison> timing() {
      return predicted.map(p -> compare(stage, p, in, out));
    }
  }

  @Override
  protected final Verdict verdict(ReceiveScenario scenario, RtlSource rtl, TraceWindow trace) {
    return run(scenario, rtl, trace).verdict();
  }

  @Override
  public final WaveStory waves(JsonNode tree, RtlSource rtl, TraceWindow trace) {
    ReceiveScenario scenario = scenario(tree);
    Result<I, O> result = run(scenario, rtl, trace);
    Verdict verdict = StoryBuilder.compared(result.verdict());
    BlockSettings settings = settings(scenario, rtl.manifest(block(), Map.of()));
    Map<String, List<? extends Beat<?>>> streams = new LinkedHashMap<>();
    streams.put("in", result.in());
    streams.put("out", result.out());
    return FollowedWaves.of(
        rtl.manifest(block(), settings.parameters()),
        trace,
        verdict,
        verdict.cycles(),
        streams,
        stream -> stage);
  }

  /** Runs a scenario. */
  public final Result<I, O> run(ReceiveScenario scenario, RtlSource rtl, TraceWindow trace) {
    BlockSettings settings = settings(scenario, rtl.manifest(block(), Map.of()));
    Design design =
        rtl.design(block(), settings.parameters(), trace.isTraced() ? Trace.FST : Trace.NONE);
    ReceiveConfig config = ReceiveSettings.config(scenario.settings());
    List<Offer<I>> offers = offers(scenario, config);
    long begin = System.nanoTime(); // only the printed speed depends on it
    try (RtlDut dut = design.open(scenario.initialSeed())) {
      StreamSession session = new StreamSession(dut, scenario.mode(), trace);
      List<Beat<I>> in = session.offer("in", input, offers, scenario.in());
      List<Beat<O>> out = session.collect("out", output, scenario.out());
      long start = session.start(settings.registers());
      if (session.runUntil("in", offers.size())) {
        session.runUntilQuiet(QUIET_CYCLES);
      }
      session.finish();
      double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
      List<O> expected = expected(scenario, config, in, session.resetCycle());
      Optional<StagePrediction> predicted =
          offers.isEmpty()
              ? Optional.empty()
              : Optional.of(predict(scenario, offers.size(), start + 1));
      return judged(expected, predicted, in, out, session.cycle(), seconds);
    } catch (RtlEndedException | StreamFault e) {
      return new Result<>(stage, Verdict.ended(e), List.of(), List.of(), Optional.empty());
    }
  }

  private Result<I, O> judged(
      List<O> expected,
      Optional<StagePrediction> predicted,
      List<Beat<I>> in,
      List<Beat<O>> out,
      long cycles,
      double seconds) {
    try {
      ReceiveChecker.compare(stage, expected, out, "what the model says of it");
      TimingError error =
          predicted.map(p -> compare(stage, p, in, out).error()).orElse(TimingError.NONE);
      Verdict verdict = Verdict.agreed(in.size() + out.size(), cycles, seconds, error);
      return new Result<>(stage, verdict, in, out, predicted);
    } catch (MismatchException e) {
      List<String> events =
          out.stream()
              .map(b -> String.format(Locale.ROOT, "%08d out %s", b.cycle(), b.record()))
              .toList();
      Verdict verdict =
          Verdict.differs(in.size() + out.size(), cycles, seconds, e.mismatch(), events, List.of());
      return new Result<>(stage, verdict, in, out, Optional.empty());
    }
  }

  /** What the stage is offered. */
  abstract List<Offer<I>> offers(ReceiveScenario scenario, ReceiveConfig config);

  /** What must come out for what was taken. */
  abstract List<O> expected(
      ReceiveScenario scenario, ReceiveConfig config, List<Beat<I>> in, long resetCycle);

  /**
   * The cycles that the model predicts.
   *
   * @param offers how many records the stage is offered
   * @param firstCycle in which the first of them may be offered
   */
  abstract StagePrediction predict(ReceiveScenario scenario, int offers, long firstCycle);

  private static <I extends Record, O extends Record> Comparison compare(
      String stage, StagePrediction predicted, List<Beat<I>> in, List<Beat<O>> out) {
    DelayMeter.requireWhole(stage, "in", predicted.inCycles().length, in.size());
    DelayMeter.requireWhole(stage, "out", predicted.outCycles().length, out.size());
    DelayMeter meter = new DelayMeter("out");
    for (int i = 0; i < out.size(); i++) {
      int cause = predicted.causes()[i];
      meter.note(
          predicted.outCycles()[i],
          predicted.inCycles()[cause],
          out.get(i).cycle(),
          in.get(cause).cycle());
    }
    return new Comparison(List.of(meter.error(predicted.inCycles()[0], in.get(0).cycle())));
  }

  private static BlockSettings settings(ReceiveScenario scenario, Manifest manifest) {
    Set<String> known = new TreeSet<>(manifest.parameters().keySet());
    manifest.registers().forEach(register -> known.add(register.name()));
    Map<String, String> texts = new LinkedHashMap<>();
    scenario.settings().forEach((name, value) -> texts.put(name, String.valueOf(value)));
    texts.keySet().retainAll(known);
    return BlockSettings.of(manifest, texts);
  }
}
