package tandem.model.time;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import tandem.model.Require;
import tandem.model.mem.AlignmentSplitter;
import tandem.model.mem.SplitterConfig;

/**
 * Predicts when the alignment splitter accepts each request, issues each burst and reports each
 * end, from the requests and the willingness of its neighbours alone.
 *
 * <pre>
 * source -> span queue -> cut -> burst queue -> burst sink -> memory answers
 *    |                                                             |
 *    +----> slots (requests between acceptance and end) ------> done sink
 * </pre>
 *
 * The memory never fails; when it answers is up to the caller. Answers are always taken in the
 * cycle in which they are offered. A prediction is independent of every other one.
 */
public final class SplitterTiming {
  /** Cycles from a burst to its answer in the reference memory. */
  public static final int REFERENCE_LATENCY_CYCLES = 225;

  private final SplitterConfig config;
  private final SplitterTimingParams params;

  public SplitterTiming(SplitterConfig config, SplitterTimingParams params) {
    this.config = config;
    this.params = params;
  }

  /** Predicts with neighbours that are always willing and the reference memory. */
  public SplitterPrediction predict(List<OfferedSpan> spans, long horizonCycle) {
    return predict(
        spans,
        CyclePattern.ALWAYS,
        CyclePattern.ALWAYS,
        CyclePattern.ALWAYS,
        CyclePattern.ALWAYS,
        burst -> REFERENCE_LATENCY_CYCLES,
        horizonCycle);
  }

  /**
   * Predicts a run.
   *
   * @param source cycles in which an offer may begin; it then stays until it is taken
   * @param burstSink cycles in which a burst is taken
   * @param responseSource cycles in which the offer of an answer may begin; of the answers that are
   *     due it is the earliest due, of several of these the earliest issued
   * @param doneSink cycles in which an end is taken
   * @param latencyCycles for each burst, by its index in issue order, the cycles from its handshake
   *     until its answer is due, at least 0; asked once a burst, in issue order
   * @param horizonCycle cycle by which everything must have ended
   * @throws IllegalStateException if it has not
   * @throws IllegalArgumentException if a latency is negative
   */
  public SplitterPrediction predict(
      List<OfferedSpan> spans,
      CyclePattern source,
      CyclePattern burstSink,
      CyclePattern responseSource,
      CyclePattern doneSink,
      IntUnaryOperator latencyCycles,
      long horizonCycle) {
    return new Run(spans, source, burstSink, responseSource, doneSink, latencyCycles)
        .predict(horizonCycle);
  }

  private final class Run {
    private final EventKernel kernel = new EventKernel();
    private final TimedQueue slots = queue(config.requestSlots(), 0, params.slotReleaseCycles());
    // Only counts: a span holds a place from acceptance until its last burst is cut.
    private final TimedQueue spanPlaces = queue(params.spanPlaces(), 0, params.spanReleaseCycles());
    private final TimedQueue spanQueue =
        queue(TimedQueue.UNBOUNDED, params.acceptToFirstCutCycles(), 0);
    private final TimedQueue burstQueue =
        queue(params.burstQueueBursts(), params.cutToBurstCycles(), params.burstReleaseCycles());
    private final int[] firstBurst;
    private final int[] requestOfBurst;
    private final int[] unanswered;
    private final long[] acceptCycles;
    private final long[] burstCycles;
    private final long[] doneCycles;
    private final long[] offerDoneCycles;
    private final IntUnaryOperator latencyCycles;
    private final TimedSink doneSink;
    private final TimedAnswers answers;

    Run(
        List<OfferedSpan> spans,
        CyclePattern source,
        CyclePattern burstPattern,
        CyclePattern answerPattern,
        CyclePattern donePattern,
        IntUnaryOperator latencyCycles) {
      this.latencyCycles = latencyCycles;
      firstBurst = firstBursts(spans);
      requestOfBurst = new int[firstBurst[spans.size()]];
      unanswered = new int[spans.size()];
      for (int i = 0; i < spans.size(); i++) {
        Arrays.fill(requestOfBurst, firstBurst[i], firstBurst[i + 1], i);
        unanswered[i] = (int) bursts(i);
      }
      acceptCycles = new long[spans.size()];
      burstCycles = new long[firstBurst[spans.size()]];
      doneCycles = new long[spans.size()];
      offerDoneCycles = new long[spans.size()];
      Arrays.fill(offerDoneCycles, EventKernel.NEVER);

      // The order saves rounds within a cycle: where a token passes at once the taker comes behind
      // the giver, elsewhere in front of it.
      doneSink = new TimedSink(kernel, slots, this::doneOffer, donePattern, this::ended);
      answers = new TimedAnswers(kernel, answerPattern, this::answered);
      long cutCycles = params.burstCycles();
      new TimedStage(
          kernel,
          spanQueue,
          burstQueue,
          this::bursts,
          this::cut,
          cutCycles,
          params.emptyRequestCycles());
      new TimedSink(kernel, burstQueue, TimedSink.AT_ONCE, burstPattern, this::issued);
      List<TimedQueue> accepting = List.of(slots, spanPlaces, spanQueue);
      new TimedSource(kernel, earliestCycles(spans), source, accepting, this::accepted);
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
      if (bursts(request) == 0) {
        spanPlaces.pop(cycle);
        offerDone((int) request, cycle + params.acceptToEmptyDoneCycles());
      }
    }

    private void cut(long request, long cycle) {
      if (bursts(request) > 0) {
        spanPlaces.pop(cycle);
      }
    }

    private void issued(long burst, long cycle) {
      burstCycles[(int) burst] = cycle;
      int latency = latencyCycles.applyAsInt((int) burst);
      Require.range("latencyCycles", latency, 0, Integer.MAX_VALUE);
      answers.push(burst, cycle + latency);
    }

    private void answered(long burst, long cycle) {
      int request = requestOfBurst[(int) burst];
      if (--unanswered[request] == 0) {
        offerDone(request, cycle + params.responseToDoneCycles());
      }
    }

    private void offerDone(int request, long offerCycle) {
      offerDoneCycles[request] = offerCycle;
      doneSink.recheck(offerCycle);
    }

    private long doneOffer(long request) {
      return offerDoneCycles[(int) request];
    }

    private void ended(long request, long cycle) {
      doneCycles[(int) request] = cycle;
    }

    private long bursts(long request) {
      return firstBurst[(int) request + 1] - firstBurst[(int) request];
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
