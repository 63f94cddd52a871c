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
 * RTL's. Not compared: what is stored on the card, what is stamped by the MAC, runs with control
 * events, and those in which a sink pauses, since the model does not know the small queues that
 * fill up then; and the units that only the end of the scenario hands up.
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

  private double delays;
  private double errors;
  private long compared;
  private long worst;

  private ReceiveTimingCheck() {}

  /** The predicted cycles, if the model predicts a scenario of that kind. */
  public static Optional<ReceivePrediction> predict(
      ReceiveScenario scenario, ReceiveConfig config, long startCycle) {
    if (scenario.frames().isEmpty() || config.on(ReceiveRegister.COLLECT)) {
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
    int buffer = Math.toIntExact(config.toMap().get("frameBufferBeats"));
    return Optional.of(
        new ReceiveTiming(config, ReceiveTimingParams.DEFAULTS.withFrameBufferBeats(buffer))
            .predict(traffic, HORIZON_CYCLES));
  }

  /** Compares a prediction with what the RTL did with the same frames. */
  public static Comparison compare(ReceivePrediction predicted, ReceiveLog log) {
    ReceiveTimingCheck check = new ReceiveTimingCheck();
    long firstBeat = log.in().get(0).cycle();
    long[] last = check.units(predicted, log);
    check.payload(predicted, log, last);
    double throughput = 0;
    if (last[1] > 0) {
      double actualSpan = last[1] - firstBeat + 1;
      double expectedSpan = last[0] - predicted.beatCycles()[0] + 1;
      throughput = 100 * Math.abs(expectedSpan - actualSpan) / actualSpan;
    }
    double percent = check.delays == 0 ? 0 : 100 * check.errors / check.delays;
    TimingError error = new TimingError(check.compared, throughput, percent, check.worst);
    return new Comparison(error, check.compared == 0 ? 0 : check.errors / check.compared);
  }

  /** Delays since what ended each unit; gives the last cycles, expected and actual. */
  private long[] units(ReceivePrediction predicted, ReceiveLog log) {
    // Looked up by run number only, never gone through.
    Map<Long, Integer> places = new HashMap<>();
    for (int i = 0; i < predicted.runs().size(); i++) {
      places.put(predicted.runs().get(i).run(), i);
    }
    long[] last = new long[2];
    for (Beat<HostRun> beat : log.out()) {
      Integer place = places.get(beat.record().run());
      if (place == null || !isSame(predicted.runs().get(place), beat.record())) {
        continue;
      }
      long expected = predicted.runCycles()[place];
      note(
          expected,
          expected - predicted.runs().get(place).closeCycle(),
          beat.cycle(),
          beat.cycle() - log.resetCycle() - beat.record().closeCycle());
      last[0] = expected;
      last[1] = beat.cycle();
    }
    return last;
  }

  private static boolean isSame(SegmentRun expected, HostRun actual) {
    return expected.endReason() == actual.endReason() && expected.segments() == actual.segments();
  }

  /** Delays of payload since the last beat of its frame. */
  private void payload(ReceivePrediction predicted, ReceiveLog log, long[] last) {
    FrameEnds ends = new FrameEnds(log);
    int count = Math.min(predicted.payloadCycles().length, log.payload().size());
    for (int i = 0; i < count; i++) {
      Beat<PayloadBeat> beat = log.payload().get(i);
      int frame = ends.next(beat.record());
      long expected = predicted.payloadCycles()[i];
      note(
          expected,
          expected - predicted.arrivalCycle(frame),
          beat.cycle(),
          beat.cycle() - ends.cycle(frame));
      last[0] = Math.max(last[0], expected);
      last[1] = Math.max(last[1], beat.cycle());
    }
  }

  private void note(long expectedCycle, long expectedDelay, long actualCycle, long actualDelay) {
    compared++;
    delays += actualDelay;
    errors += Math.abs(actualDelay - expectedDelay);
    worst = Math.max(worst, Math.abs(actualCycle - expectedCycle));
  }

  private static CyclePattern willing(PauseSpec spec) {
    Pauses pauses = spec.pattern();
    return cycle -> !pauses.at(cycle);
  }
}
