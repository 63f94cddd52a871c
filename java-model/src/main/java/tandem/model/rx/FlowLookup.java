package tandem.model.rx;

import tandem.model.record.FlowSegment;
import tandem.model.record.ParsedSegment;
import tandem.model.record.SegmentKind;

/**
 * Finds the entry of each segment's flow, or takes one for a new flow (TT-10, TT-16, TT-40 to
 * TT-42, TE-6).
 *
 * <p>Accepts parsed segments in arrival order, each after everything before it has been decided;
 * gives one record for each. That a replaced flow is flushed is left to the coalescer.
 */
public final class FlowLookup {
  private final FlowTable table;
  private final SegmentRules rules;
  private final boolean enable;
  private final boolean allocOnSyn;
  private final boolean allocOnData;
  private final boolean keepEntry;

  FlowLookup(ReceiveConfig config, FlowTable table, SegmentRules rules) {
    this.table = table;
    this.rules = rules;
    this.enable = config.on(ReceiveRegister.ENABLE);
    this.allocOnSyn = config.on(ReceiveRegister.ALLOC_ON_SYN);
    this.allocOnData = config.on(ReceiveRegister.ALLOC_ON_DATA);
    this.keepEntry = config.on(ReceiveRegister.KEEP_ENTRY);
  }

  /** Looks up the next segment. */
  public FlowSegment lookup(ParsedSegment segment) {
    if (!enable || segment.kind() != SegmentKind.TCP) {
      return new FlowSegment(segment, false, false, false, 0);
    }
    int entry = table.find(segment);
    if (entry != FlowTable.NONE) {
      table.use(entry);
      return new FlowSegment(segment, true, false, false, entry);
    }
    if (!wantsEntry(segment)) {
      return new FlowSegment(segment, false, false, false, 0);
    }
    int place = table.place(segment.hash(), segment.guest());
    if (place == FlowTable.NONE) {
      return new FlowSegment(segment, false, false, false, 0);
    }
    boolean replaced = table.taken(place);
    if (replaced) {
      table.free(place);
    }
    table.take(place, segment);
    return new FlowSegment(segment, false, true, replaced, place);
  }

  private boolean wantsEntry(ParsedSegment segment) {
    if (allocOnSyn && rules.begins(segment)) {
      return true;
    }
    return allocOnData
        && rules.startable(segment)
        && (keepEntry || rules.closesAtOnce(segment) == 0);
  }
}
