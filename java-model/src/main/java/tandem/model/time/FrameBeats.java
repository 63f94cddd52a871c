package tandem.model.time;

import java.util.List;
import tandem.model.record.FrameBeat;

/** The beats of frames, numbered on from 0. */
final class FrameBeats {
  private final int[] firstBeat;
  private final int[] frameOfBeat;
  private final long[] earliestCycles;

  FrameBeats(List<OfferedFrame> frames) {
    firstBeat = new int[frames.size() + 1];
    for (int i = 0; i < frames.size(); i++) {
      int length = frames.get(i).bytes().length;
      firstBeat[i + 1] = firstBeat[i] + (length + FrameBeat.BEAT_BYTES - 1) / FrameBeat.BEAT_BYTES;
    }
    int count = firstBeat[frames.size()];
    frameOfBeat = new int[count];
    earliestCycles = new long[count];
    for (int frame = 0; frame < frames.size(); frame++) {
      for (int beat = firstBeat[frame]; beat < firstBeat[frame + 1]; beat++) {
        frameOfBeat[beat] = frame;
        earliestCycles[beat] = frames.get(frame).earliestCycle();
      }
    }
  }

  int count() {
    return frameOfBeat.length;
  }

  /** For each frame its first beat, and behind the last one the number of beats. */
  int[] firstBeats() {
    return firstBeat;
  }

  /** For each beat the first cycle in which it may be offered. */
  long[] earliestCycles() {
    return earliestCycles;
  }

  int beatsOf(long frame) {
    return firstBeat[(int) frame + 1] - firstBeat[(int) frame];
  }

  int lastBeatOf(int frame) {
    return firstBeat[frame + 1] - 1;
  }

  /** Takes beats for a queue of frames: any beat needs a place, but only a last one takes it. */
  TokenTaker framesInto(TimedQueue frames) {
    return new TokenTaker() {
      @Override
      public void producer(int component) {
        frames.producer(component);
      }

      @Override
      public long placeCycle() {
        return frames.placeCycle();
      }

      @Override
      public void push(long beat, long nowCycle) {
        int frame = frameOfBeat[(int) beat];
        if (beat == lastBeatOf(frame)) {
          frames.push(frame, nowCycle);
        }
      }
    };
  }
}
