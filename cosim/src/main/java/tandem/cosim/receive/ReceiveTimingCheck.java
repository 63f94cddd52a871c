package tandem.cosim.receive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tandem.bridge.Pauses;
import tandem.cosim.check.TimingError;
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
  /** Of a mean latency error, one of both must hold. */
  private static final double MOST_MEAN_CYCLES = 2;

  private static final double MOST_LATENCY_PERCENT = 5;
  private static final double MOST_THROUGHPUT_PERCENT = 3;
  private static final long HORIZON_CYCLES = 1L << 40;

  /**
   * How far a prediction was from what happened.
   *
   * @param error as it is summed up for a regression
   * @param meanCycles mean absolute latency error
   */
  public record Comparison(TimingError error, double meanCycles) {
    /** Whether throughput is within 3 percent, and latency within 2 cycles or 5 percent. */
    public boolean holds() {
      return error.throughputPercent() <= MOST_THROUGHPUT_PERCENT
          && (meanCycles <= MOST_MEAN_CYCLES || error.latencyPercent() <= MOST_LATENCY_PERCENT);
    }
  }

  private final ReceivePrediction predicted;
  private final ReceiveLog log;
  private final ReceiveConfig config;
  private final FrameEnds ends;
  // Looked up by run number only, never gone through.
  private final Map<Long, Integer> places = new HashMap<>();
  private long lastExpected;
  private long lastActual;
  private double delays;
  private double errors;
  private long compared;
  private long worst;

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
    List<OfferedFrame> offers = new ArrayList<>();
    for (WireFrame f : scenario.frames()) {
      offers.add(new OfferedFrame(f.bytes(), f.guest(), f.time(), first + f.afterCycles()));
    }
    ReceiveTraffic traffic =
        ReceiveTraffic.of(offers)
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

  /** Compares a prediction with what the RTL did with the same frames and events. */
  public static Comparison compare(
      ReceivePrediction predicted, ReceiveLog log, ReceiveConfig config) {
    ReceiveTimingCheck check = new ReceiveTimingCheck(predicted, log, config);
    check.units();
    check.places();
    check.payload();
    double throughput = 0;
    if (check.compared > 0) {
      double actualSpan = check.lastActual - log.in().get(0).cycle() + 1;
      double expectedSpan = check.lastExpected - predicted.beatCycles()[0] + 1;
      throughput = 100 * Math.abs(expectedSpan - actualSpan) / actualSpan;
    }
    double percent = check.delays == 0 ? 0 : 100 * check.errors / check.delays;
    TimingError error = new TimingError(check.compared, throughput, percent, check.worst);
    return new Comparison(error, check.compared == 0 ? 0 : check.errors / check.compared);
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
      note(expected, predicted.arrivalCycle(frame), actual, ends.cycle(frame));
    } else {
      long expectedClose = predicted.runs().get(unit).closeCycle();
      note(expected, expectedClose, actual, log.resetCycle() + closeCycle);
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
    note(expected, predicted.arrivalCycle(frame), actual, ends.cycle(frame));
  }

  private void note(long expected, long expectedBegin, long actual, long actualBegin) {
    long actualDelay = actual - actualBegin;
    compared++;
    delays += actualDelay;
    errors += Math.abs(actualDelay - (expected - expectedBegin));
    worst = Math.max(worst, Math.abs(actual - expected));
    lastExpected = Math.max(lastExpected, expected);
    lastActual = Math.max(lastActual, actual);
  }

  private static CyclePattern willing(PauseSpec spec) {
    Pauses pauses = spec.pattern();
    return cycle -> !pauses.at(cycle);
  }
}
