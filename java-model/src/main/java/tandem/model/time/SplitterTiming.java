package tandem.model.time;

import java.util.Arrays;
import java.util.List;
import tandem.model.mem.AlignmentSplitter;
import tandem.model.mem.SplitterConfig;

/**
 * Predicts when the alignment splitter accepts each request, issues each burst and reports each
 * end, from the requests and the willingness of its neighbours alone.
 *
 * <pre>
 * source -> span queue -> cut -> burst queue -> burst sink -> memory -> answers
 *    |                                                                    |
 *    +----> slots (requests between acceptance and end) -----------> done sink
 * </pre>
 *
 * The memory answers in order and never fails. A prediction is independent of every other one.
 */
public final class SplitterTiming {
  private final SplitterConfig config;
  private final SplitterTimingParams params;

  public SplitterTiming(SplitterConfig config, SplitterTimingParams params) {
    this.config = config;
    this.params = params;
  }

  /** Predicts with neighbours that are always willing. */
  public SplitterPrediction predict(List<OfferedSpan> spans, long horizonCycle) {
    return predict(
        spans, CyclePattern.ALWAYS, CyclePattern.ALWAYS, CyclePattern.ALWAYS, horizonCycle);
  }

  /**
   * Predicts a run.
   *
   * @param source cycles in which an offer may begin; it then stays until it is taken
   * @param burstSink cycles in which a burst is taken
   * @param doneSink cycles in which an end is taken
   * @param horizonCycle cycle by which everything must have ended
   * @throws IllegalStateException if it has not
   */
  public SplitterPrediction predict(
      List<OfferedSpan> spans,
      CyclePattern source,
      CyclePattern burstSink,
      CyclePattern doneSink,
      long horizonCycle) {
    return new Run(spans, source, burstSink, doneSink).predict(horizonCycle);
  }

  private final class Run {
    private final EventKernel kernel = new EventKernel();
    private final int[] firstBurst;
    private final long[] acceptCycles;
    private final long[] burstCycles;
    private final long[] doneCycles;
    private final long[] offerDoneCycles;
    private final TimedSink doneSink;
    private int answeredRequest;

    Run(
        List<OfferedSpan> spans,
        CyclePattern source,
        CyclePattern burstPattern,
        CyclePattern donePattern) {
      firstBurst = firstBursts(spans);
      acceptCycles = new long[spans.size()];
      burstCycles = new long[firstBurst[spans.size()]];
      doneCycles = new long[spans.size()];
      offerDoneCycles = new long[spans.size()];
      Arrays.fill(offerDoneCycles, EventKernel.NEVER);

      TimedQueue slots = queue(config.requestSlots(), 0, params.slotReleaseCycles());
      TimedQueue spanQueue =
          queue(
              params.spanQueueSpans(),
              params.acceptToFirstBurstCycles(),
              params.spanReleaseCycles());
      TimedQueue burstQueue = queue(params.burstQueueBursts(), 0, params.burstReleaseCycles());
      TimedQueue memoryQueue = queue(TimedQueue.UNBOUNDED, 0, 0);
      TimedQueue answers = queue(TimedQueue.UNBOUNDED, params.memoryLatencyCycles(), 0);

      // From the last stage to the first: room made in a cycle is then seen without a second round.
      doneSink =
          new TimedSink(
              kernel,
              slots,
              request -> offerDoneCycles[(int) request],
              donePattern,
              (request, cycle) -> doneCycles[(int) request] = cycle);
      new TimedSink(kernel, answers, TimedSink.AT_ONCE, CyclePattern.ALWAYS, this::answered);
      new TimedStage(
          kernel, memoryQueue, answers, TimedStage.ONE_FOR_ONE, params.memoryServiceCycles(), 0);
      new TimedSink(
          kernel,
          burstQueue,
          TimedSink.AT_ONCE,
          burstPattern,
          (burst, cycle) -> {
            burstCycles[(int) burst] = cycle;
            memoryQueue.push(burst, cycle);
          });
      new TimedStage(
          kernel,
          spanQueue,
          burstQueue,
          request -> bursts((int) request),
          params.burstCycles(),
          params.emptyRequestCycles());
      new TimedSource(
          kernel, earliestCycles(spans), source, List.of(slots, spanQueue), this::accepted);
    }

    SplitterPrediction predict(long horizonCycle) {
      long lastCycle = kernel.run(horizonCycle);
      return new SplitterPrediction(acceptCycles, firstBurst, burstCycles, doneCycles, lastCycle);
    }

    private TimedQueue queue(int capacity, long latencyCycles, long releaseCycles) {
      return new TimedQueue(kernel, capacity, latencyCycles, releaseCycles);
    }

    private void accepted(long request, long cycle) {
      acceptCycles[(int) request] = cycle;
      if (bursts((int) request) == 0) {
        offerDone((int) request, cycle, params.acceptToEmptyDoneCycles());
      }
    }

    private void answered(long burst, long cycle) {
      while (firstBurst[answeredRequest + 1] <= burst) {
        answeredRequest++;
      }
      if (burst == firstBurst[answeredRequest + 1] - 1) {
        offerDone(answeredRequest, cycle, params.responseToDoneCycles());
      }
    }

    private void offerDone(int request, long cycle, long delayCycles) {
      offerDoneCycles[request] = cycle + delayCycles;
      doneSink.recheck(cycle);
    }

    private int bursts(int request) {
      return firstBurst[request + 1] - firstBurst[request];
    }

    private int[] firstBursts(List<OfferedSpan> spans) {
      AlignmentSplitter splitter = new AlignmentSplitter(config);
      int[] first = new int[spans.size() + 1];
      for (int i = 0; i < spans.size(); i++) {
        first[i + 1] = Math.toIntExact(first[i] + splitter.burstCount(spans.get(i).span()));
      }
      return first;
    }

    private long[] earliestCycles(List<OfferedSpan> spans) {
      long[] earliest = new long[spans.size()];
      for (int i = 0; i < earliest.length; i++) {
        earliest[i] = spans.get(i).earliestCycle();
      }
      return earliest;
    }
  }
}
