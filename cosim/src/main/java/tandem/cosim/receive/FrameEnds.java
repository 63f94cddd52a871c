package tandem.cosim.receive;

import java.util.ArrayList;
import java.util.List;
import tandem.cosim.stream.Beat;
import tandem.model.record.FrameBeat;
import tandem.model.record.PayloadBeat;
import tandem.model.record.SegmentPlace;

/** Finds the frames of payload beats that come in the order of the frames, and their arrival. */
final class FrameEnds {
  private final List<Long> cycles = new ArrayList<>();
  private final List<Integer> sending = new ArrayList<>();
  private int next;

  FrameEnds(ReceiveLog log) {
    for (Beat<FrameBeat> beat : log.in()) {
      if (beat.record().last()) {
        cycles.add(beat.cycle());
      }
    }
    int frame = 0;
    for (Beat<SegmentPlace> beat : log.place()) {
      if (beat.record().op() == SegmentPlace.Op.FRAME) {
        if (beat.record().bytes() > 0) {
          sending.add(frame);
        }
        frame++;
      }
    }
  }

  /** The frame of the next beat, counted from the first. */
  int next(PayloadBeat beat) {
    int frame = sending.get(next);
    next += beat.last() ? 1 : 0;
    return frame;
  }

  /** The cycle in which the last beat of a frame was taken. */
  long cycle(int frame) {
    return cycles.get(frame);
  }
}
