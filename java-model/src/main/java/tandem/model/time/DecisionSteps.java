package tandem.model.time;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tandem.model.record.FlowSegment;
import tandem.model.record.FrameBeat;
import tandem.model.record.ParsedSegment;
import tandem.model.record.RunKind;
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
  private final List<Integer> runBeats = new ArrayList<>();
  private final int untrackedList;
  private final int[] payloadBeats;
  private final int[] lists;
  // Beats of runs that have not ended. Looked up by run number only, never gone through.
  private final Map<Long, Integer> openBeats = new HashMap<>();
  private int[] units = new int[INITIAL_STEPS];
  private int[] places = new int[INITIAL_STEPS];
  private int next;
  private int count;
  private int frames;
  private FlowSegment found;

  /**
   * @param allFrames that will come
   * @param untrackedList the list on which what belongs to no entry waits for the end of its run
   */
  DecisionSteps(int allFrames, int untrackedList) {
    this.untrackedList = untrackedList;
    payloadBeats = new int[allFrames];
    lists = new int[allFrames];
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

  /** The list on which they wait for the end of their run: the entry of it, if it has one. */
  int listOfFrame(int frame) {
    return lists[frame];
  }

  /** The list with the beats of a unit. */
  int listOfUnit(int unit) {
    SegmentRun run = runs.get(unit);
    return run.tracked() && run.kind() != RunKind.PASS ? run.entry() : untrackedList;
  }

  /** Beats that a unit has, if no run was joined to it. */
  int beatsOfUnit(int unit) {
    return runBeats.get(unit);
  }

  @Override
  public void parsed(ParsedSegment parsed) {
    frames++;
  }

  @Override
  public void found(FlowSegment segment) {
    found = segment;
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
    Integer beats = openBeats.remove(run.run());
    runBeats.add(beats == null ? 0 : beats);
    runFrames.add(Math.max(0, frames - 1));
  }

  @Override
  public void place(SegmentPlace place) {
    if (place.op() == SegmentPlace.Op.JOIN) {
      put(places, JOIN);
      return;
    }
    int frame = frames - 1;
    put(places, frame);
    boolean isWhole = place.bytes() == found.segment().frameBytes();
    lists[frame] = found.tracked() && !isWhole ? found.entry() : untrackedList;
    if (place.bytes() > 0) {
      int start = isWhole ? 0 : found.segment().headerBytes();
      int last = start + place.bytes() - 1;
      payloadBeats[frame] = last / FrameBeat.BEAT_BYTES - start / FrameBeat.BEAT_BYTES + 1;
      openBeats.merge(place.run(), payloadBeats[frame], Integer::sum);
    }
  }

  private void put(int[] ofSteps, int what) {
    if (count == 0 || ofSteps[count - 1] != NOTHING) {
      throw new IllegalStateException(
          "a step has one unit and one place at most: unit or frame=" + what);
    }
    ofSteps[count - 1] = what;
  }
}
