package tandem.model.rx;

import java.util.List;
import tandem.model.Require;
import tandem.model.record.FrameBeat;
import tandem.model.record.LinkHeader;
import tandem.model.record.ParsedSegment;
import tandem.model.record.SegmentIssue;
import tandem.model.record.SegmentKind;

/**
 * Bytes of a frame to headers, lengths, checksums and the reasons why it may not be merged.
 *
 * <p>Accepts any bytes of any length; gives one record for each frame, in order; never fails and
 * never reads a byte behind the frame. The only state that shows is the arrival number.
 */
public final class Parser {
  private static final int ETHERNET_BYTES = 14;
  private static final int TAG_BYTES = 4;
  private static final int MAX_TAGS = 2;
  private static final int TYPE_IPV4 = 0x0800;
  private static final int TYPE_ARP = 0x0806;
  private static final int TYPE_IPV6 = 0x86DD;
  private static final int TYPE_VLAN = 0x8100;
  private static final int TYPE_SERVICE_VLAN = 0x88A8;

  private final int maxFrameBytes;
  private final FrameScan scan = new FrameScan();
  private LinkHeader lastLink = LinkHeader.NONE;
  private long frames;

  public Parser(ReceiveConfig config) {
    this.maxFrameBytes = config.maxFrameBytes();
  }

  /** Parses the next frame, which fills its array. */
  public ParsedSegment parse(byte[] frame, int guest, long arrivalCycle) {
    return parse(frame, frame.length, guest, arrivalCycle);
  }

  /** Parses the next frame; a frame in time mode STAMP arrives at the stamp of its last beat. */
  public ParsedSegment parse(List<FrameBeat> beats, long arrivalCycle) {
    FrameBeat last = beats.get(beats.size() - 1);
    byte[] frame = new byte[(beats.size() - 1) * FrameBeat.BEAT_BYTES + last.bytes()];
    for (int i = 0; i < beats.size(); i++) {
      beats.get(i).data().copyTo(frame, i * FrameBeat.BEAT_BYTES);
    }
    return parse(frame, last.guest(), arrivalCycle);
  }

  /**
   * Parses the next frame.
   *
   * @param data holds the frame from its first byte on
   * @param length bytes of the frame, 0..data.length
   * @param guest owner found by the steering in front
   * @param arrivalCycle when its last beat was taken
   */
  public ParsedSegment parse(byte[] data, int length, int guest, long arrivalCycle) {
    Require.range("length", length, 0, data.length);
    scan.start(data, length);
    SegmentKind kind = link();
    int hash = kind == SegmentKind.TCP ? FlowHash.of(guest, scan.ip, scan.tcp) : 0;
    long frame = frames;
    frames = frames + 1 & 0xFFFF_FFFFL;
    return new ParsedSegment(
        frame,
        length,
        guest,
        arrivalCycle,
        kind,
        scan.issues,
        scan.link,
        scan.ip,
        scan.tcp,
        scan.headerBytes,
        scan.payloadBytes,
        scan.ipChecksum,
        scan.tcpChecksum,
        scan.payloadSum,
        hash,
        scan.ipHeaderChecksum,
        scan.tcpHeaderChecksum);
  }

  private SegmentKind link() {
    if (scan.length > maxFrameBytes) {
      return scan.malformed(SegmentIssue.LINK);
    }
    if (scan.length < ETHERNET_BYTES) {
      scan.note(SegmentIssue.LINK);
      return SegmentKind.NOT_IP;
    }
    int tags = 0;
    int outerTag = 0;
    int innerTag = 0;
    boolean cutOff = false;
    int type = scan.u16(12);
    while (tags < MAX_TAGS && (type == TYPE_VLAN || type == TYPE_SERVICE_VLAN)) {
      int tagAt = 12 + TAG_BYTES * tags;
      cutOff = scan.length < tagAt + TAG_BYTES + 2;
      if (cutOff) {
        break;
      }
      if (tags == 0) {
        outerTag = scan.u32(tagAt);
      } else {
        innerTag = scan.u32(tagAt);
      }
      tags++;
      type = scan.u16(tagAt + TAG_BYTES);
    }
    scan.link = header(scan.u48(0), scan.u48(6), tags, outerTag, innerTag);
    scan.at = scan.link.bytes();
    if (cutOff) {
      scan.note(SegmentIssue.LINK);
      return SegmentKind.NOT_IP;
    }
    return switch (type) {
      case TYPE_IPV4 -> IpParser.ipv4(scan);
      case TYPE_IPV6 -> IpParser.ipv6(scan);
      case TYPE_ARP -> SegmentKind.ARP;
      default -> SegmentKind.NOT_IP;
    };
  }

  /** Most frames have the link header of the frame before: one object serves for all of them. */
  private LinkHeader header(long destination, long source, int tags, int outer, int inner) {
    LinkHeader last = lastLink;
    if (last.destinationMac() != destination
        || last.sourceMac() != source
        || last.vlanTags() != tags
        || last.outerTag() != outer
        || last.innerTag() != inner) {
      lastLink = new LinkHeader(destination, source, tags, outer, inner);
    }
    return lastLink;
  }
}
