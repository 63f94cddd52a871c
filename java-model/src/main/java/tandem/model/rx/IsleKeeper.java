package tandem.model.rx;

import java.util.List;
import java.util.function.LongSupplier;
import tandem.model.record.EndReason;
import tandem.model.record.ParsedSegment;
import tandem.model.record.TcpHeader;

/**
 * The operations on the out-of-order runs of a flow, and their limits (TT-51): new isle, append
 * right, append left, join two isles. Isles are disjoint and in sequence order.
 */
final class IsleKeeper {
  private final RunRules runRules;
  private final boolean enabled;
  private final long maxIsles;
  private final long maxIsleSegments;
  private final long maxHeld;
  private final boolean pushCloses;
  private int held;

  IsleKeeper(ReceiveConfig config, RunRules runRules) {
    this.runRules = runRules;
    enabled = config.on(ReceiveRegister.OUT_OF_ORDER);
    pushCloses = config.on(ReceiveRegister.PSH_RULE);
    maxIsles = config.isles();
    maxIsleSegments = config.get(ReceiveRegister.ISLE_SEGMENTS);
    maxHeld = config.get(ReceiveRegister.ISLE_BUFFERS);
  }

  boolean enabled() {
    return enabled;
  }

  /** Segments held in isles of all flows. */
  int held() {
    return held;
  }

  /** Whether the limits allow a segment that overlaps nothing to be kept. */
  boolean canKeep(FlowState flow, ParsedSegment segment) {
    return held < maxHeld
        && (flow.isles.size() < maxIsles
            || rightOf(flow, segment) >= 0
            || leftOf(flow, segment) >= 0);
  }

  /**
   * Keeps a segment that {@link #canKeep} allowed.
   *
   * @param number gives the run number of a new isle
   * @return the run it became part of; it is new if it has this one member
   */
  Run keep(FlowState flow, ParsedSegment segment, LongSupplier number) {
    held++;
    int right = rightOf(flow, segment);
    if (right >= 0) {
      Run isle = flow.isles.get(right);
      isle.append(segment);
      return isle;
    }
    int left = leftOf(flow, segment);
    if (left >= 0) {
      Run isle = flow.isles.get(left);
      isle.appendLeft(segment);
      return isle;
    }
    Run isle = new Run(number.getAsLong(), segment);
    int place = 0;
    while (place < flow.isles.size() && isle.start() - flow.isles.get(place).start() > 0) {
      place++;
    }
    flow.isles.add(place, isle);
    return isle;
  }

  /**
   * Joins an isle that grew to the right with the one that now begins at its end.
   *
   * @return the isle that is now part of {@code isle}, null if none
   */
  Run joinNeighbour(FlowState flow, Run isle) {
    int next = flow.isles.indexOf(isle) + 1;
    if (next == flow.isles.size()) {
      return null;
    }
    Run right = flow.isles.get(next);
    if (right.start() == isle.end
        && !sealed(isle.flags)
        && isle.segments + right.segments <= maxIsleSegments
        && fits(isle, right.payloadBytes, right.segments)) {
      isle.join(right);
      flow.isles.remove(next);
      return right;
    }
    return null;
  }

  /** Takes the first isle out of the flow. */
  Run takeFirst(FlowState flow) {
    Run isle = flow.isles.remove(0);
    held -= isle.segments;
    return isle;
  }

  private int rightOf(FlowState flow, ParsedSegment segment) {
    List<Run> isles = flow.isles;
    for (int i = 0; i < isles.size(); i++) {
      Run isle = isles.get(i);
      if (isle.end == segment.tcp().sequence()) {
        return !sealed(isle.flags) && takes(isle, segment) ? i : -1;
      }
    }
    return -1;
  }

  private int leftOf(FlowState flow, ParsedSegment segment) {
    List<Run> isles = flow.isles;
    for (int i = 0; i < isles.size(); i++) {
      Run isle = isles.get(i);
      if (isle.start() == segment.endSequence()) {
        return !sealed(segment.tcp().flags()) && takes(isle, segment) ? i : -1;
      }
    }
    return -1;
  }

  /** Whether nothing may follow in the same aggregate. */
  private boolean sealed(int flags) {
    return pushCloses && (flags & TcpHeader.PSH) != 0;
  }

  private boolean takes(Run isle, ParsedSegment segment) {
    return isle.segments < maxIsleSegments && fits(isle, segment.payloadBytes(), 1);
  }

  private boolean fits(Run isle, int payloadBytes, int segments) {
    return runRules.sizeReason(isle, payloadBytes, segments, 0) == EndReason.NONE;
  }
}
