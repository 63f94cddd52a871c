package tandem.model.time;

import java.util.ArrayList;
import java.util.List;
import tandem.model.rx.ReceiveConfig;
import tandem.model.rx.ReceiveRegister;

/**
 * Predicts when the receive path takes each beat, gives each unit and place and sends each payload
 * beat, from the traffic and the willingness of its neighbours alone. Arrival is the predicted
 * cycle of the last beat, unless frames are stamped.
 *
 * <pre>
 * source -> frames -> ReceiveDecision -> units --> unit sink
 *    |                    |                +---------------------------------------+
 *    |                    +--> places -> place sink                                v ended
 *    |                           +-> jobs -> read -> payload sink         STREAM   |
 *    |                                |       +----> StoreFill -> lists -> StoreDrain -> payload sink
 *    +----> buffer <------------------+
 * </pre>
 *
 * A prediction is independent of every other one.
 */
public final class ReceiveTiming {
  private final ReceiveConfig config;
  private final ReceiveTimingParams params;

  public ReceiveTiming(ReceiveConfig config, ReceiveTimingParams params) {
    this.config = config;
    this.params = params;
  }

  /**
   * Predicts a run. What no event ends stays collected.
   *
   * @param horizonCycle cycle by which everything must have ended
   * @throws IllegalStateException if it has not
   */
  public ReceivePrediction predict(ReceiveTraffic traffic, long horizonCycle) {
    return new Run(traffic).predict(horizonCycle);
  }

  private final class Run {
    private final EventKernel kernel = new EventKernel();
    private final TimedQueue buffer =
        queue(params.frameBufferBeats(), 0, params.bufferReleaseCycles());
    private final TimedQueue frames =
        queue(params.undecidedFrames(), params.acceptToDecisionCycles(), 0);
    private final TimedQueue units =
        queue(params.offeredUnits(), params.decisionToOfferCycles(), 1);
    private final TimedQueue places =
        queue(params.offeredPlaces(), params.decisionToOfferCycles(), 1);
    private final TimedQueue jobs = queue(params.frameBufferBeats(), 0, 1);
    private final TimedQueue read = queue(params.payloadBeats(), params.readToPayloadCycles(), 1);
    private final TimedQueue ended = queue(params.endedUnits(), params.endToReadCycles(), 1);
    private final boolean isStored = config.on(ReceiveRegister.COLLECT);
    private final FrameBeats beats;
    private final long[] beatCycles;
    private final DecisionSteps steps;
    private final List<Long> runCycles = new ArrayList<>();
    private final List<Long> placeCycles = new ArrayList<>();
    private final List<Long> payloadCycles = new ArrayList<>();

    Run(ReceiveTraffic traffic) {
      beats = new FrameBeats(traffic.frames());
      beatCycles = new long[beats.count()];
      steps = new DecisionSteps(traffic.frames().size(), config.flowEntries());
      TokenListener sent = (beat, cycle) -> payloadCycles.add(cycle);
      TimedQueue payload = isStored ? stored() : read;
      new TimedSink(kernel, payload, TimedSink.AT_ONCE, traffic.payloadSink(), sent);
      new TimedStage(
          kernel, jobs, read, steps::payloadBeats, this::letGo, 1, params.emptyFrameCycles());
      TokenListener placed = (place, cycle) -> placeCycles.add(cycle);
      TimedWire placeSink = new TimedWire(kernel, traffic.placeSink());
      new TimedFork(kernel, places, placeSink, jobs, place -> place >= 0, placed);
      TokenListener taken = (unit, cycle) -> runCycles.add(cycle);
      TimedQueue building = queue(params.builderSteps(), params.builderSteps(), 0);
      new TimedSink(kernel, building, TimedSink.AT_ONCE, traffic.runSink(), taken);
      new TimedFork(kernel, units, building, ended, unit -> isStored, (unit, cycle) -> {});
      new ReceiveDecision(kernel, config, params, traffic, steps, frames, units, places);
      new TimedSource(
          kernel,
          beats.earliestCycles(),
          traffic.source(),
          List.of(buffer, beats.framesInto(frames)),
          (beat, cycle) -> beatCycles[(int) beat] = cycle);
    }

    ReceivePrediction predict(long horizonCycle) {
      long lastCycle = kernel.run(horizonCycle);
      return new ReceivePrediction(
          beats.firstBeats(),
          beatCycles,
          steps.runs(),
          steps.runFrames(),
          cycles(runCycles),
          cycles(placeCycles),
          cycles(payloadCycles),
          lastCycle);
    }

    /** What holds payload until its run has ended; gives what comes out of it. */
    private TimedQueue stored() {
      TimedQueue[] lists = new TimedQueue[config.flowEntries() + 1];
      for (int i = 0; i < lists.length; i++) {
        lists[i] = queue(params.storeBeats(), params.storeToReadCycles(), 1);
      }
      TimedQueue out = queue(params.payloadBeats(), params.readToPayloadCycles(), 1);
      new StoreDrain(kernel, steps, ended, lists, out);
      new StoreFill(kernel, steps, read, lists);
      return out;
    }

    private void letGo(long frame, long cycle) {
      for (int i = beats.beatsOf(frame); i > 0; i--) {
        buffer.pop(cycle);
      }
    }

    private TimedQueue queue(int capacity, long latencyCycles, long releaseCycles) {
      return new TimedQueue(kernel, capacity, latencyCycles, releaseCycles);
    }

    private static long[] cycles(List<Long> list) {
      return list.stream().mapToLong(Long::longValue).toArray();
    }
  }
}
