package tandem.model.time;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tandem.model.record.FrameBeat;
import tandem.model.record.ParsedSegment;
import tandem.model.record.SegmentPlace;
import tandem.model.record.SegmentRun;
import tandem.model.rx.ReceiveOutput;

/**
 * The steps in which the receive path decides, as it tells them: each has a unit or none, and a
 * place or none. Steps that were told are done later, in their order.
 */
final class DecisionSteps implements ReceiveOutput {
  /** No unit, no place. */
  static final int NOTHING = -1;

  /** The place is not that of a frame. */
  static final int JOIN = -2;

  private static final int INITIAL_STEPS = 64;

  private final List<SegmentRun> runs = new ArrayList<>();
  private final List<Integer> runFrames = new ArrayList<>();
  private final int[] payloadBeats;
  private int[] units = new int[INITIAL_STEPS];
  private int[] places = new int[INITIAL_STEPS];
  private int next;
  private int count;
  private int frames;
  private ParsedSegment segment;

  DecisionSteps(int allFrames) {
    payloadBeats = new int[allFrames];
  }

  /** Whether all that was told is done. */
  boolean isEmpty() {
    return next == count;
  }

  /** The unit of the next step, by its number, or NOTHING. */
  int unit() {
    return units[next];
  }

  /** The place of the next step: the number of its frame, JOIN or NOTHING. */
  int place() {
    return places[next];
  }

  /** The next step is done. */
  void done() {
    next++;
    if (next == count) {
      next = 0;
      count = 0;
    }
  }

  /** All units, in the order of their delivery. */
  List<SegmentRun> runs() {
    return runs;
  }

  /** For each unit the frame that was decided last, or is being decided, when it ends. */
  int[] runFrames() {
    return runFrames.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Beats of a frame, the place of which was told, that go on. */
  int payloadBeats(long frame) {
    return payloadBeats[(int) frame];
  }

  @Override
  public void parsed(ParsedSegment parsed) {
    segment = parsed;
    frames++;
  }

  @Override
  public void step() {
    if (count == units.length) {
      units = Arrays.copyOf(units, 2 * count);
      places = Arrays.copyOf(places, 2 * count);
    }
    units[count] = NOTHING;
    places[count] = NOTHING;
    count++;
  }

  @Override
  public void run(SegmentRun run) {
    put(units, runs.size());
    runs.add(run);
    runFrames.add(Math.max(0, frames - 1));
  }

  @Override
  public void place(SegmentPlace place) {
    if (place.op() == SegmentPlace.Op.JOIN) {
      put(places, JOIN);
      return;
    }
    put(places, frames - 1);
    if (place.bytes() > 0) {
      int start = place.bytes() == segment.frameBytes() ? 0 : segment.headerBytes();
      int last = start + place.bytes() - 1;
      payloadBeats[frames - 1] = last / FrameBeat.BEAT_BYTES - start / FrameBeat.BEAT_BYTES + 1;
    }
  }

  private void put(int[] ofSteps, int what) {
    if (count == 0 || ofSteps[count - 1] != NOTHING) {
      throw new IllegalStateException("a step has one unit and one place at most: run or frame=" + what);
    }
    ofSteps[count - 1] = what;
  }
}
