package tandem.cosim.receive;

import java.util.List;
import java.util.Optional;
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
final class ReceiveWaves {
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

  /** The waves of a run that ended with a comparison; as followed where nothing is predicted. */
  static WaveStory of(
      ReceiveScenario scenario,
      ReceiveConfig config,
      ReceiveLog log,
      Verdict verdict,
      Manifest manifest,
      TraceWindow window) {
    Optional<ReceiveWaves> waves =
        ReceiveTimingCheck.predict(scenario, config, log.startCycle())
            .map(predicted -> new ReceiveWaves(scenario, config, log, predicted))
            .filter(ReceiveWaves::isWhole);
    return waves
        .map(w -> w.story(verdict, manifest, window))
        .orElseGet(
            () ->
                FollowedWaves.of(
                    manifest, window, verdict, log.endCycle(), log.streams(), ReceiveLog::stage));
  }

  /** Whether there is a cycle for each record. */
  private boolean isWhole() {
    return model.places().size() == predicted.placeCycles().length
        && model.payload().size() == predicted.payloadCycles().length
        && model.runs().size() == predicted.runCycles().length;
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
    return builder.story(verdict, log.endCycle(), builder.log());
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
