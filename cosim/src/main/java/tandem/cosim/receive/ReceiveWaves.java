package tandem.cosim.receive;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tandem.cosim.regress.Verdict;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.TraceWindow;
import tandem.cosim.waves.FollowedWaves;
import tandem.cosim.waves.StoryBuilder;
import tandem.cosim.waves.StreamWaves;
import tandem.cosim.waves.WaveStory;
import tandem.model.record.FrameBeat;
import tandem.model.rx.ReceiveConfig;
import tandem.model.time.ReceivePrediction;
import tandem.rtlgen.Manifest;

/**
 * The model's side of a run of the receive path as waves: its records in the cycles that the timing
 * model predicts without the RTL. Only the control events stand where the RTL took them.
 */
public final class ReceiveWaves {
  private final ReceiveScenario scenario;
  private final ReceiveLog log;
  private final ReceivePrediction predicted;
  private final ReceiveExpectation model;

  private ReceiveWaves(
      ReceiveScenario scenario, ReceiveConfig config, ReceiveLog log, ReceivePrediction predicted) {
    this.scenario = scenario;
    this.log = log;
    this.predicted = predicted;
    model = new ReceiveExpectation(config);
    long[] arrivals = new long[scenario.frames().size()];
    for (int i = 0; i < arrivals.length; i++) {
      arrivals[i] = predicted.arrivalCycle(i) - log.resetCycle();
    }
    model.run(scenario.frames(), arrivals, scenario.effectiveEvents());
  }

  /**
   * The waves of a run that ended with a comparison. Where there is not a predicted cycle for each
   * record they stand in the cycles of the RTL, and the waves say so.
   *
   * @param predicted the cycles, unless nothing comes
   */
  public static WaveStory of(
      ReceiveScenario scenario,
      ReceiveConfig config,
      ReceiveLog log,
      Optional<ReceivePrediction> predicted,
      Verdict verdict,
      Manifest manifest,
      TraceWindow window) {
    Optional<ReceiveWaves> waves = predicted.map(p -> new ReceiveWaves(scenario, config, log, p));
    String lack = waves.map(ReceiveWaves::lack).orElse("nothing is predicted");
    if (lack.isEmpty()) {
      return waves.orElseThrow().story(verdict, manifest, window);
    }
    return FollowedWaves.of(
            manifest, window, verdict, log.endCycle(), log.streams(), ReceiveLog::stage)
        .withCyclesOf(StoryBuilder.FOLLOWED + ": " + lack);
  }

  /** What there is not one cycle a record of; empty if nothing. */
  private String lack() {
    return Stream.of(
            lack("place", model.places(), predicted.placeCycles()),
            lack("payload", model.payload(), predicted.payloadCycles()),
            lack("out", model.runs(), predicted.runCycles()))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(", "));
  }

  private static Optional<String> lack(String stream, List<?> records, long[] cycles) {
    return records.size() == cycles.length
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s: records=%d predicted cycles=%d",
                stream,
                records.size(),
                cycles.length));
  }

  private WaveStory story(Verdict verdict, Manifest manifest, TraceWindow window) {
    StoryBuilder builder = new StoryBuilder(manifest, window);
    StreamWaves in = builder.stream(ReceiveLog.stage("in"), "in", log.in());
    int beat = 0;
    for (WireFrame frame : scenario.frames()) {
      for (FrameBeat record : FrameBeat.of(frame.bytes(), frame.guest(), frame.time())) {
        in.add(predicted.beatCycles()[beat++], "", record);
      }
    }
    StreamWaves control = builder.stream(ReceiveLog.stage("control"), "control", log.control());
    log.control().forEach(event -> control.add(event.cycle(), "", event.record()));
    add(builder, "place", log.place(), model.places(), predicted.placeCycles());
    add(builder, "payload", log.payload(), model.payload(), predicted.payloadCycles());
    add(builder, "out", log.out(), model.runs(), predicted.runCycles());
    return builder.story(verdict, log.endCycle(), builder.log(), StoryBuilder.PREDICTED);
  }

  private static void add(
      StoryBuilder builder,
      String stream,
      List<? extends Beat<?>> actual,
      List<? extends Record> records,
      long[] cycles) {
    StreamWaves waves = builder.stream(ReceiveLog.stage(stream), stream, actual);
    for (int i = 0; i < cycles.length; i++) {
      waves.add(cycles[i], "", records.get(i));
    }
  }
}
