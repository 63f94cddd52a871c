package tandem.cosim.receive;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tandem.bridge.Pauses;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.PauseSpec;
import tandem.model.record.HostRun;
import tandem.model.record.PayloadBeat;
import tandem.model.record.SegmentPlace;
import tandem.model.record.SegmentRun;
import tandem.model.rx.ReceiveConfig;
import tandem.model.rx.ReceiveRegister;
import tandem.model.time.CyclePattern;
import tandem.model.time.OfferedFrame;
import tandem.model.time.ReceivePrediction;
import tandem.model.time.ReceiveTiming;
import tandem.model.time.ReceiveTimingParams;
import tandem.model.time.ReceiveTraffic;

/**
 * Lets the timing model run alone on the stimulus of a scenario and compares its cycles with the
 * RTL's: of every unit, every place and every payload beat.
 */
public final class ReceiveTimingCheck {
  /** More than any scenario takes. */
  static final long HORIZON_CYCLES = 1L << 40;

  private final ReceivePrediction predicted;
  private final ReceiveLog log;
  private final ReceiveConfig config;
  private final FrameEnds ends;
  // Looked up by run number only, never gone through.
  private final Map<Long, Integer> places = new HashMap<>();
  private final DelayMeter meter = new DelayMeter();

  private ReceiveTimingCheck(ReceivePrediction predicted, ReceiveLog log, ReceiveConfig config) {
    this.predicted = predicted;
    this.log = log;
    this.config = config;
    ends = new FrameEnds(log);
    for (int i = 0; i < predicted.runs().size(); i++) {
      places.put(predicted.runs().get(i).run(), i);
    }
  }

  /** The predicted cycles, unless nothing comes. */
  public static Optional<ReceivePrediction> predict(
      ReceiveScenario scenario, ReceiveConfig config, long startCycle) {
    if (scenario.frames().isEmpty()) {
      return Optional.empty();
    }
    long first = startCycle + 1;
    ReceiveTraffic traffic =
        ReceiveTraffic.of(offered(scenario.frames(), first))
            .withEvents(scenario.effectiveEvents().stream().map(ControlBeat::event).toList(), first)
            .withNeighbours(
                willing(scenario.in()),
                willing(scenario.place()),
                willing(scenario.payload()),
                willing(scenario.out()));
    return Optional.of(
        new ReceiveTiming(config, ReceiveTimingParams.DEFAULTS.sizedFor(config))
            .predict(traffic, HORIZON_CYCLES));
  }

  /** Frames as the model is offered them, of which the first may come in {@code firstCycle}. */
  static List<OfferedFrame> offered(List<WireFrame> frames, long firstCycle) {
    return frames.stream()
        .map(f -> new OfferedFrame(f.bytes(), f.guest(), f.time(), firstCycle + f.afterCycles()))
        .toList();
  }

  /** Compares a prediction with what the RTL did with the same frames and events. */
  public static DelayMeter.Comparison compare(
      ReceivePrediction predicted, ReceiveLog log, ReceiveConfig config) {
    ReceiveTimingCheck check = new ReceiveTimingCheck(predicted, log, config);
    check.units();
    check.places();
    check.payload();
    return check.meter.comparison(predicted.beatCycles()[0], log.in().get(0).cycle());
  }

  private void units() {
    for (Beat<HostRun> beat : log.out()) {
      Integer unit = places.get(beat.record().run());
      if (unit != null && isSame(predicted.runs().get(unit), beat.record())) {
        noteUnit(unit, beat.record().closeCycle(), predicted.runCycles()[unit], beat.cycle());
      }
    }
  }

  private static boolean isSame(SegmentRun expected, HostRun actual) {
    return expected.endReason() == actual.endReason() && expected.segments() == actual.segments();
  }

  /** Delay since what ended the unit: its cycle, or that of the frame where time is stamped. */
  private void noteUnit(int unit, long closeCycle, long expected, long actual) {
    int frame = predicted.runFrames()[unit];
    if (config.on(ReceiveRegister.TIME_SOURCE)) {
      meter.note(expected, predicted.arrivalCycle(frame), actual, ends.cycle(frame));
    } else {
      long expectedClose = predicted.runs().get(unit).closeCycle();
      meter.note(expected, expectedClose, actual, log.resetCycle() + closeCycle);
    }
  }

  /** Delay since the last beat of the frame. */
  private void places() {
    int frame = -1;
    int count = Math.min(predicted.placeCycles().length, log.place().size());
    for (int i = 0; i < count; i++) {
      Beat<SegmentPlace> beat = log.place().get(i);
      frame += beat.record().op() == SegmentPlace.Op.FRAME ? 1 : 0;
      noteFrame(frame, predicted.placeCycles()[i], beat.cycle());
    }
  }

  /** Delay since the last beat of the frame, or since what ended the unit where it is stored. */
  private void payload() {
    // Looked up by run number only, never gone through.
    Map<Long, Long> closeCycles = new HashMap<>();
    log.out().forEach(b -> closeCycles.put(b.record().run(), b.record().closeCycle()));
    int count = Math.min(predicted.payloadCycles().length, log.payload().size());
    for (int i = 0; i < count; i++) {
      Beat<PayloadBeat> beat = log.payload().get(i);
      long run = beat.record().run();
      long expected = predicted.payloadCycles()[i];
      if (!config.on(ReceiveRegister.COLLECT)) {
        noteFrame(ends.next(beat.record()), expected, beat.cycle());
      } else if (places.containsKey(run)) {
        noteUnit(places.get(run), closeCycles.get(run), expected, beat.cycle());
      }
    }
  }

  private void noteFrame(int frame, long expected, long actual) {
    meter.note(expected, predicted.arrivalCycle(frame), actual, ends.cycle(frame));
  }

  /** In which cycles an agent with such pauses is willing. */
  static CyclePattern willing(PauseSpec spec) {
    Pauses pauses = spec.pattern();
    return cycle -> !pauses.at(cycle);
  }
}
