package tandem.model.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tandem.model.Require;

/**
 * Up to 64 bytes of a frame as they come from the wire.
 *
 * @param data the bytes, without those that are not there
 * @param bytes how many, 1..64; below 64 only on the last beat
 * @param last whether the frame ends here
 * @param guest owner of the frame, 0..255
 * @param time stamp in cycles, 48 bit
 */
public record FrameBeat(ByteString data, int bytes, boolean last, int guest, long time) {
  /** Bytes of a full beat. */
  public static final int BEAT_BYTES = 64;

  public FrameBeat {
    Objects.requireNonNull(data, "data");
    Require.range("bytes", bytes, last ? 1 : BEAT_BYTES, BEAT_BYTES);
    Require.range("data.length", data.length(), bytes, bytes);
    Require.range("guest", guest, 0, 0xFF);
    Require.range("time", time, 0, (1L << 48) - 1);
  }

  /** Cuts a frame of at least one byte into beats. */
  public static List<FrameBeat> of(byte[] frame, int guest, long time) {
    Require.range("frame.length", frame.length, 1, Integer.MAX_VALUE);
    List<FrameBeat> beats = new ArrayList<>((frame.length + BEAT_BYTES - 1) / BEAT_BYTES);
    for (int at = 0; at < frame.length; at += BEAT_BYTES) {
      int bytes = Math.min(BEAT_BYTES, frame.length - at);
      boolean last = at + bytes == frame.length;
      beats.add(new FrameBeat(ByteString.copyOf(frame, at, bytes), bytes, last, guest, time));
    }
    return beats;
  }
}
