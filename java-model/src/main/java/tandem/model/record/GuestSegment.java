package tandem.model.record;

import java.util.Objects;
import tandem.model.Require;

/**
 * One copy of a steered frame, or its drop (GS-4, GS-5).
 *
 * @param frame number of the frame, 32 bit
 * @param guest receiver of a HOST copy, else 0, 8 bit
 * @param queue queue of a HOST copy, else 0, 16 bit
 * @param target where the copy goes, 2 bit
 * @param reason why, 4 bit
 * @param copy number of the copy of this frame from 0, 9 bit
 * @param last whether it is the last record of the frame
 * @param source where the frame came from, 1 bit
 * @param sender the sending guest for source GUEST, else 0, 8 bit
 * @param frameBytes length of the frame in bytes, 17 bit
 */
public record GuestSegment(
    long frame,
    int guest,
    int queue,
    SteeringTarget target,
    SteeringReason reason,
    int copy,
    boolean last,
    SteeringSource source,
    int sender,
    int frameBytes) {
  /** Fails with {@link IllegalArgumentException} for a value that the field cannot hold. */
  public GuestSegment {
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(source, "source");
    Require.range("frame", frame, 0, 0xFFFF_FFFFL);
    Require.range("guest", guest, 0, 0xFF);
    Require.range("queue", queue, 0, 0xFFFF);
    Require.range("copy", copy, 0, 0x1FF);
    Require.range("sender", sender, 0, 0xFF);
    Require.range("frameBytes", frameBytes, 0, 0x1_FFFF);
  }
}
