package tandem.model.rx;

import tandem.model.record.FlowSegment;
import tandem.model.record.ParsedSegment;
import tandem.model.record.SegmentPlace;
import tandem.model.record.SegmentRun;

/** Takes what the stages give, in the order in which it is given. */
public interface ReceiveOutput {
  /** A frame was parsed; told before anything else of it. */
  default void parsed(ParsedSegment segment) {}

  /** A frame was looked up; told before it is decided. */
  default void found(FlowSegment segment) {}

  /** A step begins (contract, 6.1); the units and places told until the next one are of it. */
  default void step() {}

  /** A unit is delivered. */
  void run(SegmentRun run);

  /** A frame found its run, or a run became part of another one. */
  void place(SegmentPlace place);
}
