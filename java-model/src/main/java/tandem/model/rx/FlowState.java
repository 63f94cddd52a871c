package tandem.model.rx;

import java.util.ArrayList;
import java.util.List;
import tandem.model.record.ParsedSegment;
import tandem.model.record.RunPath;
import tandem.model.record.TransmitState;

/** What the coalescer knows of the flow in an entry (TT-11, TT-17, TT-43). */
final class FlowState {
  boolean expectedValid;

  /** Next sequence number, where valid. */
  int expected;

  /** The in-order run, null without. */
  Run run;

  /** How IP identifications of the run go on: known from its second segment on (rule 8). */
  boolean fixedIdentification;

  /** Disjoint and in sequence order, all behind {@code expected}. */
  final List<Run> isles = new ArrayList<>();

  /** The segment that opened the entry; what must be the same is compared with it. */
  ParsedSegment template;

  RunPath path = RunPath.KERNEL;
  int queue;
  TransmitState transmit = TransmitState.NONE;

  /** Whether anything is being collected. */
  boolean isOpen() {
    return run != null || !isles.isEmpty();
  }

  /** Makes the state that of a new flow. */
  void reset() {
    expectedValid = false;
    expected = 0;
    run = null;
    fixedIdentification = false;
    isles.clear();
    template = null;
    path = RunPath.KERNEL;
    queue = 0;
    transmit = TransmitState.NONE;
  }

  /** Sets what is expected next. */
  void expect(int sequence) {
    expected = sequence;
    expectedValid = true;
  }

  /** Moves what is expected next forward to {@code sequence} unless it is there already. */
  void expectAtLeast(int sequence) {
    if (!expectedValid || sequence - expected > 0) {
      expect(sequence);
    }
  }

  /** Whether bytes of the segment lie in an isle. */
  boolean overlapsIsle(ParsedSegment segment) {
    int start = segment.tcp().sequence();
    int end = segment.endSequence();
    for (int i = 0; i < isles.size(); i++) {
      Run isle = isles.get(i);
      if (isle.end - start > 0 && end - isle.start() > 0) {
        return true;
      }
    }
    return false;
  }
}
