package tandem.model.time;

import java.util.Objects;
import tandem.model.Require;

/**
 * A frame and when its source has it.
 *
 * @param bytes the frame, at least one byte; not changed and not copied
 * @param guest owner, 0..255
 * @param stamp of the MAC, in cycles; looked at where time is that of the stamps
 * @param earliestCycle first cycle in which the source may offer its first beat, at least 0
 */
public record OfferedFrame(byte[] bytes, int guest, long stamp, long earliestCycle) {
  public OfferedFrame {
    Objects.requireNonNull(bytes, "bytes");
    Require.range("bytes.length", bytes.length, 1, Integer.MAX_VALUE);
    Require.range("guest", guest, 0, 0xFF);
    Require.range("stamp", stamp, 0, Long.MAX_VALUE / 2);
    Require.range("earliestCycle", earliestCycle, 0, Long.MAX_VALUE / 2);
  }
}
