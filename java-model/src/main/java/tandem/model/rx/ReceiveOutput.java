package tandem.model.rx;

import tandem.model.record.SegmentPlace;
import tandem.model.record.SegmentRun;

/** Takes what the coalescer gives, in the order in which it is given. */
public interface ReceiveOutput {
  /** A unit is delivered. */
  void run(SegmentRun run);

  /** A frame found its run, or a run became part of another one. */
  void place(SegmentPlace place);
}
