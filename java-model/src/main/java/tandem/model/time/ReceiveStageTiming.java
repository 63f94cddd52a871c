package tandem.model.time;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Predicts the cycles of stages of the receive path that stand alone. */
public final class ReceiveStageTiming {
  private ReceiveStageTiming() {}

  /**
   * The parser: beats in, a record for each frame out.
   *
   * @param horizonCycle cycle by which everything must have ended
   * @throws IllegalStateException if it has not
   */
  public static StagePrediction parser(
      ReceiveTimingParams params,
      List<OfferedFrame> offered,
      CyclePattern source,
      CyclePattern sink,
      long horizonCycle) {
    EventKernel kernel = new EventKernel();
    FrameBeats beats = new FrameBeats(offered);
    long[] inCycles = new long[beats.count()];
    long[] outCycles = new long[offered.size()];
    TimedQueue frames =
        new TimedQueue(kernel, params.undecidedFrames(), params.acceptToDecisionCycles(), 0);
    new TimedSink(
        kernel, frames, TimedSink.AT_ONCE, sink, (frame, cycle) -> outCycles[(int) frame] = cycle);
    new TimedSource(
        kernel,
        beats.earliestCycles(),
        source,
        List.of(beats.framesInto(frames)),
        (beat, cycle) -> inCycles[(int) beat] = cycle);
    kernel.run(horizonCycle);
    int[] causes = IntStream.range(0, offered.size()).map(beats::lastBeatOf).toArray();
    return new StagePrediction(inCycles, causes, outCycles);
  }

  /**
   * The header builder: a unit goes through its steps, a cycle each, while the next one is free.
   *
   * @param params of which the steps are looked at
   * @param units how many
   * @param firstCycle in which the first of them may be offered
   * @param horizonCycle cycle by which everything must have ended
   * @throws IllegalStateException if it has not
   */
  public static StagePrediction headerBuilder(
      ReceiveTimingParams params,
      int units,
      long firstCycle,
      CyclePattern source,
      CyclePattern sink,
      long horizonCycle) {
    EventKernel kernel = new EventKernel();
    long[] inCycles = new long[units];
    long[] outCycles = new long[units];
    long[] earliestCycles = new long[units];
    Arrays.fill(earliestCycles, firstCycle);
    TimedQueue building = new TimedQueue(kernel, params.builderSteps(), params.builderSteps(), 0);
    new TimedSink(
        kernel, building, TimedSink.AT_ONCE, sink, (unit, cycle) -> outCycles[(int) unit] = cycle);
    new TimedSource(
        kernel,
        earliestCycles,
        source,
        List.of(building),
        (unit, cycle) -> inCycles[(int) unit] = cycle);
    kernel.run(horizonCycle);
    return new StagePrediction(inCycles, IntStream.range(0, units).toArray(), outCycles);
  }
}
