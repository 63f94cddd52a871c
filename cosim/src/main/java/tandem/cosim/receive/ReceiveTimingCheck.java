package tandem.cosim.receive;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.MismatchException;
import tandem.cosim.stream.Beat;
import tandem.cosim.timing.DelayMeter;
import tandem.cosim.timing.TimingComparison;
import tandem.model.record.HostRun;
import tandem.model.record.PayloadBeat;
import tandem.model.record.SegmentPlace;
import tandem.model.record.SegmentRun;
import tandem.model.rx.ReceiveConfig;
import tandem.model.rx.ReceiveRegister;
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
  private static final String RULE_SAME = "the timing model predicts the units that come";

  /** More than any scenario takes. */
  static final long HORIZON_CYCLES = 1L << 40;

  private final ReceivePrediction predicted;
  private final ReceiveLog log;
  private final ReceiveConfig config;
  private final FrameEnds ends;
  // Looked up by run number only, never gone through.
  private final Map<Long, Integer> unitOfRun = new HashMap<>();
  private final DelayMeter place = new DelayMeter("place");
  private final DelayMeter payload = new DelayMeter("payload");
  private final DelayMeter out = new DelayMeter("out");

  private ReceiveTimingCheck(ReceivePrediction predicted, ReceiveLog log, ReceiveConfig config) {
    this.predicted = predicted;
    this.log = log;
    this.config = config;
    ends = new FrameEnds(log);
    for (int i = 0; i < predicted.runs().size(); i++) {
      unitOfRun.put(predicted.runs().get(i).run(), i);
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
                scenario.in().ready(),
                scenario.place().ready(),
                scenario.payload().ready(),
                scenario.out().ready());
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

  /**
   * Compares a prediction with what the RTL did with the same frames and events.
   *
   * @throws MismatchException if other records were predicted than came
   */
  public static TimingComparison compare(
      ReceivePrediction predicted, ReceiveLog log, ReceiveConfig config) {
    ReceiveTimingCheck check = new ReceiveTimingCheck(predicted, log, config);
    check.requireWhole();
    check.units();
    check.places();
    check.payload();
    long firstExpected = predicted.beatCycles()[0];
    long firstActual = log.in().get(0).cycle();
    return new TimingComparison(
        Stream.of(check.place, check.payload, check.out)
            .map(meter -> meter.error(firstExpected, firstActual))
            .toList());
  }

  private void requireWhole() {
    requireWhole("in", predicted.beatCycles().length, log.in().size());
    requireWhole("place", predicted.placeCycles().length, log.place().size());
    requireWhole("payload", predicted.payloadCycles().length, log.payload().size());
    requireWhole("out", predicted.runCycles().length, log.out().size());
  }

  private static void requireWhole(String stream, int expected, int actual) {
    DelayMeter.requireWhole(ReceiveLog.stage(stream), stream, expected, actual);
  }

  private void units() {
    for (int i = 0; i < log.out().size(); i++) {
      Beat<HostRun> beat = log.out().get(i);
      requireSame(i, predicted.runs().get(i), beat);
      noteUnit(out, i, predicted.runCycles()[i], beat.cycle());
    }
  }

  private static void requireSame(int unit, SegmentRun expected, Beat<HostRun> beat) {
    HostRun actual = beat.record();
    List<Mismatch.Field> fields =
        List.of(
            field("run", expected.run(), actual.run()),
            field("endReason", expected.endReason(), actual.endReason()),
            field("segments", expected.segments(), actual.segments()));
    if (fields.stream().anyMatch(Mismatch.Field::differs)) {
      throw new MismatchException(
          new Mismatch(
              ReceiveLog.stage("out"), beat.cycle(), "unit=" + unit, fields, RULE_SAME, List.of()));
    }
  }

  private static Mismatch.Field field(String name, Object expected, Object actual) {
    return new Mismatch.Field(name, String.valueOf(expected), String.valueOf(actual));
  }

  /** Delay since what ended the unit: its cycle, or that of the frame where time is stamped. */
  private void noteUnit(DelayMeter meter, int unit, long expected, long actual) {
    int frame = predicted.runFrames()[unit];
    if (config.on(ReceiveRegister.TIME_SOURCE)) {
      meter.note(expected, predicted.arrivalCycle(frame), actual, ends.cycle(frame));
    } else {
      long expectedClose = predicted.runs().get(unit).closeCycle();
      long actualClose = log.resetCycle() + log.out().get(unit).record().closeCycle();
      meter.note(expected, expectedClose, actual, actualClose);
    }
  }

  /** Delay since the last beat of the frame. */
  private void places() {
    int frame = -1;
    for (int i = 0; i < log.place().size(); i++) {
      Beat<SegmentPlace> beat = log.place().get(i);
      frame += beat.record().op() == SegmentPlace.Op.FRAME ? 1 : 0;
      noteFrame(place, frame, predicted.placeCycles()[i], beat.cycle());
    }
  }

  /** Delay since the last beat of the frame, or since what ended the unit where it is stored. */
  private void payload() {
    for (int i = 0; i < log.payload().size(); i++) {
      Beat<PayloadBeat> beat = log.payload().get(i);
      long expected = predicted.payloadCycles()[i];
      if (config.on(ReceiveRegister.COLLECT)) {
        noteUnit(payload, unitOfRun.get(beat.record().run()), expected, beat.cycle());
      } else {
        noteFrame(payload, ends.next(beat.record()), expected, beat.cycle());
      }
    }
  }

  private void noteFrame(DelayMeter meter, int frame, long expected, long actual) {
    meter.note(expected, predicted.arrivalCycle(frame), actual, ends.cycle(frame));
  }
}
