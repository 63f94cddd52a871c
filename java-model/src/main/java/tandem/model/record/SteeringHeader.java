package tandem.model.record;

import java.util.Objects;
import tandem.model.Require;

/**
 * What steering looks at of a frame (GS-1). MACs are big-endian numbers: the group bit is bit 40.
 *
 * @param frame arrival number, 32 bit
 * @param guest sender, 8 bit; ignored for a frame from the wire
 * @param source wire or guest, 1 bit
 * @param frameBytes length of the frame in bytes, 17 bit
 * @param kind code of {@link SegmentKind}, 3 bit
 * @param issues set of {@link SegmentIssue}, 16 bit
 * @param destinationMac 48 bit
 * @param sourceMac 48 bit
 * @param vlanTags number of tags, 2 bit
 * @param outerTag TPID * 65536 + TCI of the first tag, 32 bit
 * @param ipVersion 4, 6 or 0, 4 bit
 * @param sourceHigh upper half of the source address, 64 bit
 * @param sourceLow lower half, 64 bit
 * @param destinationHigh upper half of the destination address, 64 bit
 * @param destinationLow lower half, 64 bit
 * @param sourcePort 16 bit
 * @param destinationPort 16 bit
 */
public record SteeringHeader(
    long frame,
    int guest,
    SteeringSource source,
    int frameBytes,
    int kind,
    int issues,
    long destinationMac,
    long sourceMac,
    int vlanTags,
    int outerTag,
    int ipVersion,
    long sourceHigh,
    long sourceLow,
    long destinationHigh,
    long destinationLow,
    int sourcePort,
    int destinationPort) {
  /** Fails with {@link IllegalArgumentException} for a value that the field cannot hold. */
  public SteeringHeader {
    Objects.requireNonNull(source, "source");
    Require.range("frame", frame, 0, 0xFFFF_FFFFL);
    Require.range("guest", guest, 0, 0xFF);
    Require.range("frameBytes", frameBytes, 0, 0x1_FFFF);
    Require.range("kind", kind, 0, 7);
    Require.range("issues", issues, 0, 0xFFFF);
    Require.range("destinationMac", destinationMac, 0, 0xFFFF_FFFF_FFFFL);
    Require.range("sourceMac", sourceMac, 0, 0xFFFF_FFFF_FFFFL);
    Require.range("vlanTags", vlanTags, 0, 3);
    Require.range("ipVersion", ipVersion, 0, 15);
    Require.range("sourcePort", sourcePort, 0, 0xFFFF);
    Require.range("destinationPort", destinationPort, 0, 0xFFFF);
  }
}
