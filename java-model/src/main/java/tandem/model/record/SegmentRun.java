package tandem.model.record;

import java.util.Objects;

/**
 * A unit on its way to the host: an aggregate, a frame that passes, or an isle that is dropped.
 *
 * @param run number of the unit, modulo 2^32
 * @param kind what becomes of it
 * @param guest owner
 * @param path kernel ring or user space library
 * @param queue queue of the library, 0 without
 * @param entry entry of the flow, 0 if untracked
 * @param tracked whether the flow has an entry
 * @param frame number of the frame the header comes from
 * @param segments data segments collected, 1 for a passing frame
 * @param pureAcks window updates taken in
 * @param dupAcks duplicate ACKs taken in
 * @param payloadBytes bytes of TCP payload
 * @param openCycle arrival of the first member
 * @param closeCycle when the collection ended
 * @param endReason code of the event, {@link EndReason}
 * @param outOfOrder whether it is an isle that was never joined
 * @param checksumStatus of all members
 * @param link as of the first member
 * @param ip as of the first member, smallest hop limit
 * @param tcp as shown to the host
 * @param timestampDelta latest less first timestamp, 32 bit
 * @param ipHeaderChecksum field of the first frame
 * @param tcpHeaderChecksum field of the first frame
 * @param payloadSum ones' complement sum of the payload
 * @param issues of a passing frame, else 0
 * @param segmentKind of a passing frame, else TCP
 * @param frameBytes bytes of the frame the host gets
 * @param transmit state of the other direction
 */
public record SegmentRun(
    long run,
    RunKind kind,
    int guest,
    RunPath path,
    int queue,
    int entry,
    boolean tracked,
    long frame,
    int segments,
    int pureAcks,
    int dupAcks,
    int payloadBytes,
    long openCycle,
    long closeCycle,
    int endReason,
    boolean outOfOrder,
    ChecksumStatus checksumStatus,
    LinkHeader link,
    IpHeader ip,
    TcpHeader tcp,
    int timestampDelta,
    int ipHeaderChecksum,
    int tcpHeaderChecksum,
    int payloadSum,
    int issues,
    SegmentKind segmentKind,
    int frameBytes,
    TransmitState transmit) {
  public SegmentRun {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(checksumStatus, "checksumStatus");
    Objects.requireNonNull(link, "link");
    Objects.requireNonNull(ip, "ip");
    Objects.requireNonNull(tcp, "tcp");
    Objects.requireNonNull(segmentKind, "segmentKind");
    Objects.requireNonNull(transmit, "transmit");
  }

  /** Frames the unit consists of. */
  public int members() {
    return segments + pureAcks + dupAcks;
  }
}
