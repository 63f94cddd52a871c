package tandem.model.time;

import java.util.ArrayList;
import java.util.List;
import tandem.model.record.FrameBeat;
import tandem.model.record.ParsedSegment;
import tandem.model.record.SegmentPlace;
import tandem.model.record.SegmentRun;
import tandem.model.rx.ReceiveConfig;
import tandem.model.rx.ReceiveOutput;
import tandem.model.rx.ReceivePath;

/**
 * Predicts when the receive path takes each beat, gives each unit and sends each payload beat, from
 * the frames and the willingness of its neighbours alone. Arrival is the cycle of the last beat, so
 * that timers run on predicted time.
 *
 * <pre>
 * source -> beats -> decide -> units -> unit sink
 *    |                  +-----> frames to send -> payload beats -> payload sink
 *    +----> frame buffer (beats between source and the end of their frame) <------+
 * </pre>
 *
 * Collection style STREAM. A prediction is independent of every other one.
 */
public final class ReceiveTiming {
  private final ReceiveConfig config;
  private final ReceiveTimingParams params;

  public ReceiveTiming(ReceiveConfig config, ReceiveTimingParams params) {
    this.config = config;
    this.params = params;
  }

  /** Predicts with neighbours that are always willing. */
  public ReceivePrediction predict(List<OfferedFrame> frames, long horizonCycle) {
    return predict(
        frames, CyclePattern.ALWAYS, CyclePattern.ALWAYS, CyclePattern.ALWAYS, horizonCycle);
  }

  /**
   * Predicts a run. What no event ends stays collected.
   *
   * @param source cycles in which an offer of a beat may begin; it then stays until it is taken
   * @param runSink cycles in which a unit is taken
   * @param payloadSink cycles in which a payload beat is taken
   * @param horizonCycle cycle by which everything must have ended
   * @throws IllegalStateException if it has not
   */
  public ReceivePrediction predict(
      List<OfferedFrame> frames,
      CyclePattern source,
      CyclePattern runSink,
      CyclePattern payloadSink,
      long horizonCycle) {
    return new Run(frames, source, runSink, payloadSink).predict(horizonCycle);
  }

  private final class Run implements ReceiveOutput, EventKernel.Component {
    private final EventKernel kernel = new EventKernel();
    private final TimedQueue buffer =
        queue(params.frameBufferBeats(), 0, params.bufferReleaseCycles());
    private final TimedQueue beats =
        queue(TimedQueue.UNBOUNDED, params.acceptToDecisionCycles(), 0);
    private final TimedQueue runQueue = queue(params.runQueueRuns(), 0, 1);
    private final TimedQueue toSend =
        queue(TimedQueue.UNBOUNDED, params.decisionToPayloadCycles(), 0);
    private final TimedQueue payload = queue(params.payloadQueueBeats(), 0, 1);
    private final List<OfferedFrame> frames;
    private final ReceivePath path = new ReceivePath(config, this);
    private final int[] firstBeat;
    private final int[] frameOfBeat;
    private final long[] beatCycles;
    private final int[] payloadBeats;
    private final List<SegmentRun> runs = new ArrayList<>();
    private final List<Long> runOffers = new ArrayList<>();
    private final List<Long> runCycles = new ArrayList<>();
    private final List<Long> payloadCycles = new ArrayList<>();
    private final int self;
    private ParsedSegment segment;
    private long offerCycle;
    private int pushedRuns;
    private long idleFromCycle;
    private long decideFromCycle;
    private int sendingFrame;
    private int sentOfFrame;

    Run(
        List<OfferedFrame> frames,
        CyclePattern source,
        CyclePattern runPattern,
        CyclePattern payloadPattern) {
      this.frames = frames;
      firstBeat = new int[frames.size() + 1];
      for (int i = 0; i < frames.size(); i++) {
        int length = frames.get(i).bytes().length;
        firstBeat[i + 1] =
            firstBeat[i] + (length + FrameBeat.BEAT_BYTES - 1) / FrameBeat.BEAT_BYTES;
      }
      int allBeats = firstBeat[frames.size()];
      frameOfBeat = new int[allBeats];
      beatCycles = new long[allBeats];
      payloadBeats = new int[frames.size()];
      new TimedSink(kernel, payload, TimedSink.AT_ONCE, payloadPattern, this::sent);
      new TimedStage(kernel, toSend, payload, frame -> payloadBeats[(int) frame], 1, 0);
      new TimedSink(kernel, runQueue, TimedSink.AT_ONCE, runPattern, this::taken);
      self = kernel.add(this);
      beats.consumer(self);
      runQueue.producer(self);
      List<TimedQueue> accepting = List.of(buffer, beats);
      new TimedSource(kernel, earliestCycles(), source, accepting, this::accepted);
    }

    ReceivePrediction predict(long horizonCycle) {
      long lastCycle = kernel.run(horizonCycle);
      return new ReceivePrediction(
          firstBeat,
          beatCycles,
          runs,
          runCycles.stream().mapToLong(Long::longValue).toArray(),
          payloadCycles.stream().mapToLong(Long::longValue).toArray(),
          lastCycle);
    }

    /** Offers units one a cycle; decides, or lets time pass, as long as few wait for that. */
    @Override
    public void wake(long nowCycle) {
      if (pushedRuns < runs.size() && offerCycle(pushedRuns) <= nowCycle) {
        runQueue.push(pushedRuns++, nowCycle);
        idleFromCycle = nowCycle + 1;
      }
      boolean more = true;
      while (more && runs.size() - pushedRuns <= params.decisionToRunCycles()) {
        more = decideNext(nowCycle);
      }
      if (pushedRuns < runs.size()) {
        kernel.wakeAt(self, Math.max(nowCycle, offerCycle(pushedRuns)));
      }
    }

    private long offerCycle(int run) {
      return Math.max(Math.max(runOffers.get(run), idleFromCycle), runQueue.placeCycle());
    }

    private boolean decideNext(long nowCycle) {
      if (beats.headCycle() <= nowCycle) {
        if (decideFromCycle > nowCycle) {
          kernel.wakeAt(self, decideFromCycle);
          return false;
        }
        int beat = (int) beats.pop(nowCycle);
        int frame = frameOfBeat[beat];
        if (beat == firstBeat[frame + 1] - 1) {
          decide(frame, nowCycle);
        }
        return true;
      }
      // A frame under way that came in time goes first; it is visible before the expiry is done.
      long expiryCycle = path.nextDeadline();
      long doneCycle =
          expiryCycle == EventKernel.NEVER
              ? EventKernel.NEVER
              : expiryCycle + 1 + params.acceptToDecisionCycles();
      if (doneCycle <= nowCycle) {
        offerCycle = Math.max(nowCycle, expiryCycle + 1 + params.expiryCycles());
        path.advance(Math.max(expiryCycle + 1, nowCycle - params.acceptToDecisionCycles()));
        return true;
      }
      kernel.wakeAt(self, Math.min(doneCycle, beats.headCycle()));
      return false;
    }

    private void decide(int frame, long nowCycle) {
      offerCycle = nowCycle + params.decisionToRunCycles();
      decideFromCycle = nowCycle + 1;
      OfferedFrame offered = frames.get(frame);
      byte[] bytes = offered.bytes();
      long arrivalCycle = beatCycles[firstBeat[frame + 1] - 1];
      path.receive(bytes, bytes.length, offered.guest(), arrivalCycle);
      toSend.push(frame, nowCycle);
      if (payloadBeats[frame] == 0) {
        letGo(frame, nowCycle);
      }
    }

    private void letGo(int frame, long nowCycle) {
      for (int beat = firstBeat[frame]; beat < firstBeat[frame + 1]; beat++) {
        buffer.pop(nowCycle);
      }
    }

    private void accepted(long beat, long cycle) {
      beatCycles[(int) beat] = cycle;
    }

    private void taken(long run, long cycle) {
      runCycles.add(cycle);
    }

    private void sent(long beat, long cycle) {
      payloadCycles.add(cycle);
      while (payloadBeats[sendingFrame] == 0) {
        sendingFrame++;
      }
      sentOfFrame++;
      if (sentOfFrame == payloadBeats[sendingFrame]) {
        letGo(sendingFrame, cycle);
        sendingFrame++;
        sentOfFrame = 0;
      }
    }

    @Override
    public void parsed(ParsedSegment parsed) {
      segment = parsed;
    }

    @Override
    public void run(SegmentRun run) {
      runs.add(run);
      runOffers.add(offerCycle);
    }

    @Override
    public void place(SegmentPlace place) {
      if (place.op() == SegmentPlace.Op.FRAME && place.bytes() > 0) {
        int start = place.bytes() == segment.frameBytes() ? 0 : segment.headerBytes();
        int last = start + place.bytes() - 1;
        payloadBeats[(int) place.frame()] =
            last / FrameBeat.BEAT_BYTES - start / FrameBeat.BEAT_BYTES + 1;
      }
    }

    private TimedQueue queue(int capacity, long latencyCycles, long releaseCycles) {
      return new TimedQueue(kernel, capacity, latencyCycles, releaseCycles);
    }

    private long[] earliestCycles() {
      long[] earliest = new long[beatCycles.length];
      for (int frame = 0; frame < frames.size(); frame++) {
        for (int beat = firstBeat[frame]; beat < firstBeat[frame + 1]; beat++) {
          earliest[beat] = frames.get(frame).earliestCycle();
          frameOfBeat[beat] = frame;
        }
      }
      return earliest;
    }
  }
}
