package tandem.model.rx;

import java.util.ArrayList;
import java.util.List;
import tandem.model.record.ByteString;
import tandem.model.record.ParsedSegment;
import tandem.model.record.RunPath;
import tandem.model.record.TcpHeader;
import tandem.model.record.TransmitState;

/**
 * What is known of the flow in an entry (TT-11, TT-17, TT-43): its key and use, which are the
 * table's, and what is collected.
 */
final class FlowState extends FlowKey {
  /** Whether the entry is in the open list. */
  boolean listed;

  boolean expectedValid;

  /** Next sequence number, where valid. */
  int expected;

  /** The in-order run, empty without. */
  Run run = new Run();

  /** How IP identifications of the run go on: known from its second segment on (rule 8). */
  boolean fixedIdentification;

  /** Disjoint and in sequence order, all behind {@code expected}. */
  final List<Run> isles;

  // Of the segment that opened the entry: what must be the same in others. Kept here rather than
  // read from the segment, which with a million flows would be four cache misses.
  long template;
  long vlanTags;
  private boolean hasTimestamp;
  private int timestamp;
  private int echo;
  private ByteString options = ByteString.EMPTY;

  RunPath path = RunPath.KERNEL;
  int queue;
  TransmitState transmit = TransmitState.NONE;

  /**
   * @param mayHaveIsles whether isles are ever kept
   */
  FlowState(boolean mayHaveIsles) {
    isles = mayHaveIsles ? new ArrayList<>() : List.of();
  }

  /** Whether anything is being collected. */
  boolean isOpen() {
    return !run.isEmpty() || !isles.isEmpty();
  }

  /** Takes what others are compared with from the run that opens the entry. */
  void openWith(Run opening) {
    template = opening.template;
    vlanTags = Template.vlanTags(opening.link);
    hasTimestamp = opening.hasTimestamp;
    timestamp = opening.firstTimestamp;
    echo = opening.firstEcho;
    if (options != opening.options) {
      options = opening.options;
    }
  }

  /** Whether the options are those of the run that opened the entry. */
  boolean sameOptions(TcpHeader tcp) {
    return tcp.hasTimestamp()
        ? hasTimestamp && tcp.timestampValue() == timestamp && tcp.timestampEcho() == echo
        : !hasTimestamp && tcp.options().equals(options);
  }

  /** Reads all of it; gives nothing of meaning. */
  long read() {
    return hash() + template + (listed ? 1 : 0) + queue;
  }

  /** Makes the state that of a new flow. */
  void reset() {
    expectedValid = false;
    expected = 0;
    run.clear();
    fixedIdentification = false;
    if (!isles.isEmpty()) {
      isles.clear();
    }
    queue = 0;
    // Writing a reference makes the garbage collector look at it, also where it stays the same.
    if (path != RunPath.KERNEL) {
      path = RunPath.KERNEL;
    }
    if (transmit != TransmitState.NONE) {
      transmit = TransmitState.NONE;
    }
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
