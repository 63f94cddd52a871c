package tandem.model.rx;

import java.util.ArrayList;
import java.util.List;
import tandem.model.record.ByteString;
import tandem.model.record.FrameBeat;
import tandem.model.record.ParsedSegment;
import tandem.model.record.PayloadBeat;
import tandem.model.record.SegmentPlace;

/**
 * The bytes of a frame on their way to where they are placed (TT-45): payload of what is collected,
 * all bytes of what passes, in the lanes in which they came. Both collection styles send the same
 * beats; STORE sends those of a run behind its unit.
 */
public final class PayloadBeats {
  private PayloadBeats() {}

  /**
   * The beats of a frame.
   *
   * @param frame holds the frame from its first byte on
   * @param segment what the parser found in it
   * @param place where it went; of a JOIN there are none
   */
  public static List<PayloadBeat> of(byte[] frame, ParsedSegment segment, SegmentPlace place) {
    List<PayloadBeat> beats = new ArrayList<>();
    int start = place.bytes() == segment.frameBytes() ? 0 : segment.headerBytes();
    int end = start + place.bytes();
    for (int at = start; at < end; ) {
      int lane = at % FrameBeat.BEAT_BYTES;
      int bytes = Math.min(FrameBeat.BEAT_BYTES - lane, end - at);
      boolean last = at + bytes == end;
      int sequence = place.sequence() + at - start;
      ByteString data = ByteString.copyOf(frame, at, bytes);
      beats.add(new PayloadBeat(place.run(), sequence, lane, bytes, last, data));
      at += bytes;
    }
    return beats;
  }
}
