package tandem.model.record;

import java.util.Objects;
import tandem.model.Require;

/**
 * A frame after parsing. Headers that are not there are all 0.
 *
 * @param frame arrival number from 0, modulo 2^32
 * @param frameBytes length of the frame
 * @param guest owner, 0..255
 * @param arrivalCycle when the last beat was taken, 48 bit
 * @param kind what the frame carries
 * @param issues set of {@link SegmentIssue}
 * @param link Ethernet header and tags
 * @param ip network header
 * @param tcp transport header of kind TCP
 * @param headerBytes offset of the TCP payload in the frame
 * @param payloadBytes bytes of TCP payload, 0 where the lengths cannot be trusted
 * @param ipChecksum IPv4 header checksum
 * @param tcpChecksum TCP checksum
 * @param payloadSum ones' complement sum of the payload
 * @param hash of the flow; selects the row of the flow table only
 * @param ipHeaderChecksum field of the IPv4 header
 * @param tcpHeaderChecksum field of the TCP header
 */
public record ParsedSegment(
    long frame,
    int frameBytes,
    int guest,
    long arrivalCycle,
    SegmentKind kind,
    int issues,
    LinkHeader link,
    IpHeader ip,
    TcpHeader tcp,
    int headerBytes,
    int payloadBytes,
    ChecksumStatus ipChecksum,
    ChecksumStatus tcpChecksum,
    int payloadSum,
    int hash,
    int ipHeaderChecksum,
    int tcpHeaderChecksum) {
  /** Fails with {@link IllegalArgumentException} for a value that the field cannot hold. */
  public ParsedSegment {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(link, "link");
    Objects.requireNonNull(ip, "ip");
    Objects.requireNonNull(tcp, "tcp");
    Objects.requireNonNull(ipChecksum, "ipChecksum");
    Objects.requireNonNull(tcpChecksum, "tcpChecksum");
    Require.range("frame", frame, 0, 0xFFFF_FFFFL);
    Require.range("guest", guest, 0, 0xFF);
    Require.range("arrivalCycle", arrivalCycle, 0, (1L << 48) - 1);
    Require.range("issues", issues, 0, 0xFFFF);
    Require.range("headerBytes", headerBytes, 0, 511);
    Require.range("payloadBytes", payloadBytes, 0, 0xFFFF);
  }

  public boolean has(SegmentIssue issue) {
    return issue.in(issues);
  }

  /** Sequence number behind the payload; flags are not counted. */
  public int endSequence() {
    return tcp.sequence() + payloadBytes;
  }
}
