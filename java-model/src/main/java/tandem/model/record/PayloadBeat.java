package tandem.model.record;

import java.util.Objects;
import tandem.model.Require;

/**
 * Bytes of a run on their way to where they are placed, in the lanes in which they came.
 *
 * @param run the run
 * @param sequence sequence number of the first byte; in a passing frame its offset
 * @param lane lane of the first byte, 0..63
 * @param bytes how many, 1..64 - lane
 * @param last whether this is the last beat of the frame
 * @param data the bytes that are meant, without the other lanes
 */
public record PayloadBeat(
    long run, int sequence, int lane, int bytes, boolean last, ByteString data) {
  public PayloadBeat {
    Objects.requireNonNull(data, "data");
    Require.range("lane", lane, 0, FrameBeat.BEAT_BYTES - 1);
    Require.range("bytes", bytes, 1, FrameBeat.BEAT_BYTES - lane);
    Require.range("data.length", data.length(), bytes, bytes);
  }
}
