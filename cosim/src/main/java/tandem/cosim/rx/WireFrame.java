package tandem.cosim.rx;

import java.util.ArrayList;
import java.util.List;
import tandem.cosim.stream.Offer;
import tandem.model.record.FrameBeat;

/**
 * A frame that a scenario offers.
 *
 * @param afterCycles first cycle in which its first beat may be offered, from the start on
 * @param guest owner
 * @param time stamp of the MAC in cycles, not before that of the frame in front of it
 * @param bytes the frame, at least one byte
 */
public record WireFrame(long afterCycles, int guest, long time, byte[] bytes) {
  /** A frame of guest 0 that may come at once. */
  public static WireFrame of(byte[] bytes, long time) {
    return new WireFrame(0, 0, time, bytes);
  }

  /** The beats of frames. */
  public static List<Offer<FrameBeat>> beats(List<WireFrame> frames) {
    List<Offer<FrameBeat>> offers = new ArrayList<>();
    for (WireFrame f : frames) {
      for (FrameBeat beat : FrameBeat.of(f.bytes(), f.guest(), f.time())) {
        offers.add(new Offer<>(f.afterCycles(), beat));
      }
    }
    return offers;
  }
}
