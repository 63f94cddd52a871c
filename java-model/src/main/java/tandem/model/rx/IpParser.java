package tandem.model.rx;

import tandem.model.record.ByteString;
import tandem.model.record.ChecksumStatus;
import tandem.model.record.IpHeader;
import tandem.model.record.SegmentIssue;
import tandem.model.record.SegmentKind;

/** IPv4 with options and IPv6 with extension headers. */
final class IpParser {
  /** Most IPv6 extension headers that are followed. */
  static final int MAX_EXTENSIONS = 4;

  /** Most bytes of IPv6 extension headers that are followed. */
  static final int MAX_EXTENSION_BYTES = 64;

  private static final int IPV4_BYTES = 20;
  private static final int IPV6_BYTES = 40;
  private static final int MINIMUM_FRAME_BYTES = 60;
  private static final int PROTOCOL_TCP = 6;
  private static final int PROTOCOL_UDP = 17;
  private static final int HOP_BY_HOP = 0;
  private static final int ROUTING = 43;
  private static final int FRAGMENT = 44;
  private static final int DESTINATION = 60;
  private static final int DONT_FRAGMENT = 0x4000;
  private static final int MORE_FRAGMENTS = 0x2000;
  private static final int FRAGMENT_OFFSET = 0x1FFF;
  private static final int BEYOND_LIMITS = -1;
  private static final int LATER_FRAGMENT = -2;

  private IpParser() {}

  static SegmentKind ipv4(FrameScan scan) {
    int start = scan.at;
    if (scan.left() < IPV4_BYTES || scan.u8(start) >>> 4 != 4) {
      return scan.malformed(SegmentIssue.IP_HEADER);
    }
    int headerBytes = 4 * (scan.u8(start) & 0xF);
    int totalBytes = scan.u16(start + 2);
    if (headerBytes < IPV4_BYTES || headerBytes > scan.left() || totalBytes < headerBytes) {
      return scan.malformed(SegmentIssue.IP_HEADER);
    }
    int fragment = scan.u16(start + 6);
    int protocol = scan.u8(start + 9);
    scan.ip = ipv4Header(scan, start, fragment, protocol);
    checkHeader(scan, start, headerBytes);
    compareLength(scan, totalBytes);
    if (headerBytes > IPV4_BYTES) {
      scan.note(SegmentIssue.IP_OPTIONS);
    }
    scan.at = start + headerBytes;
    scan.ipPayloadBytes = totalBytes - headerBytes;
    if ((fragment & (MORE_FRAGMENTS | FRAGMENT_OFFSET)) != 0) {
      scan.note(SegmentIssue.FRAGMENT);
      if ((fragment & FRAGMENT_OFFSET) != 0) {
        return SegmentKind.OTHER_IP;
      }
    }
    return transport(scan, protocol);
  }

  static SegmentKind ipv6(FrameScan scan) {
    int start = scan.at;
    if (scan.left() < IPV6_BYTES || scan.u8(start) >>> 4 != 6) {
      return scan.malformed(SegmentIssue.IP_HEADER);
    }
    int payloadBytes = scan.u16(start + 4);
    int next = scan.u8(start + 6);
    scan.ip = ipv6Header(scan, start, ByteString.EMPTY);
    compareLength(scan, IPV6_BYTES + payloadBytes);
    scan.at = start + IPV6_BYTES;
    int end = Math.min(scan.length, scan.at + payloadBytes);
    int protocol = isExtension(next) ? followChain(scan, next, end) : next;
    if (protocol == BEYOND_LIMITS) {
      return scan.malformed(SegmentIssue.HEADER_CHAIN);
    }
    if (protocol == LATER_FRAGMENT) {
      return SegmentKind.OTHER_IP;
    }
    int extensionBytes = scan.at - start - IPV6_BYTES;
    scan.ipPayloadBytes = payloadBytes - extensionBytes;
    SegmentKind kind = transport(scan, protocol);
    if (extensionBytes > 0 && (kind == SegmentKind.TCP || kind == SegmentKind.UDP)) {
      scan.ip = ipv6Header(scan, start, scan.bytes(start + IPV6_BYTES, extensionBytes));
    }
    return kind;
  }

  private static SegmentKind transport(FrameScan scan, int protocol) {
    return switch (protocol) {
      case PROTOCOL_TCP -> TcpParser.parse(scan);
      case PROTOCOL_UDP -> SegmentKind.UDP;
      default -> SegmentKind.OTHER_IP;
    };
  }

  private static IpHeader ipv4Header(FrameScan scan, int start, int fragment, int protocol) {
    return new IpHeader(
        4,
        scan.u8(start + 1),
        0,
        scan.u16(start + 4),
        (fragment & DONT_FRAGMENT) != 0,
        scan.u8(start + 8),
        0,
        scan.u32(start + 12) & 0xFFFF_FFFFL,
        0,
        scan.u32(start + 16) & 0xFFFF_FFFFL,
        protocol,
        0,
        ByteString.EMPTY);
  }

  private static IpHeader ipv6Header(FrameScan scan, int start, ByteString extension) {
    int word = scan.u32(start);
    return new IpHeader(
        6,
        word >>> 20 & 0xFF,
        word & 0xF_FFFF,
        0,
        false,
        scan.u8(start + 7),
        scan.u64(start + 8),
        scan.u64(start + 16),
        scan.u64(start + 24),
        scan.u64(start + 32),
        scan.u8(start + 6),
        extension.length(),
        extension);
  }

  private static void checkHeader(FrameScan scan, int start, int headerBytes) {
    boolean good = InternetChecksum.sum(scan.data, start, headerBytes) == InternetChecksum.VALID;
    scan.ipChecksum = good ? ChecksumStatus.GOOD : ChecksumStatus.BAD;
    scan.ipHeaderChecksum = scan.u16(start + 10);
    if (!good) {
      scan.note(SegmentIssue.IP_CHECKSUM);
    }
  }

  private static void compareLength(FrameScan scan, int datagramBytes) {
    if (datagramBytes > scan.left()) {
      scan.note(SegmentIssue.TRUNCATED);
    } else if (datagramBytes < scan.left()) {
      int shortest = MINIMUM_FRAME_BYTES + 4 * scan.link.vlanTags();
      scan.note(scan.length <= shortest ? SegmentIssue.PADDED : SegmentIssue.TRAILER);
    }
  }

  private static boolean isExtension(int type) {
    return type == HOP_BY_HOP || type == ROUTING || type == FRAGMENT || type == DESTINATION;
  }

  /** Moves behind the extension headers; gives the protocol there, or why there is none. */
  private static int followChain(FrameScan scan, int firstType, int end) {
    scan.note(SegmentIssue.EXTENSION);
    int chainStart = scan.at;
    int type = firstType;
    for (int count = 0; isExtension(type); count++) {
      int bytes = 8;
      boolean cutOff = scan.at + bytes > end;
      if (!cutOff && type != FRAGMENT) {
        bytes = 8 * (scan.u8(scan.at + 1) + 1);
        cutOff = scan.at + bytes > end;
      }
      boolean tooLong = scan.at + bytes - chainStart > MAX_EXTENSION_BYTES;
      if (cutOff || tooLong || count == MAX_EXTENSIONS) {
        return BEYOND_LIMITS;
      }
      if (type == FRAGMENT) {
        scan.note(SegmentIssue.FRAGMENT);
        if ((scan.u16(scan.at + 2) & 0xFFF8) != 0) {
          return LATER_FRAGMENT;
        }
      }
      type = scan.u8(scan.at);
      scan.at += bytes;
    }
    return type;
  }
}
