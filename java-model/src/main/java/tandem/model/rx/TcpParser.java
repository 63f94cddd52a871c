package tandem.model.rx;

import tandem.model.record.ByteString;
import tandem.model.record.ChecksumStatus;
import tandem.model.record.SegmentIssue;
import tandem.model.record.SegmentKind;
import tandem.model.record.TcpHeader;

/** TCP header, options, checksum and payload. */
final class TcpParser {
  private static final int PORT_BYTES = 4;
  private static final int TCP_BYTES = 20;
  private static final int PROTOCOL_TCP = 6;
  private static final int TIMESTAMP_BYTES = 12;
  private static final int TIMESTAMP_LAYOUT = 0x0101080A;
  private static final int OPTION_END = 0;
  private static final int OPTION_NOP = 1;
  private static final int OPTION_SACK = 5;
  private static final int CANNOT_CHECK =
      SegmentIssue.FRAGMENT.mask() | SegmentIssue.TRUNCATED.mask() | SegmentIssue.TCP_HEADER.mask();
  private static final int NO_PAYLOAD =
      SegmentIssue.FRAGMENT.mask() | SegmentIssue.TRUNCATED.mask();

  private TcpParser() {}

  static SegmentKind parse(FrameScan scan) {
    int start = scan.at;
    int present = Math.min(scan.ipPayloadBytes, scan.left());
    if (present < PORT_BYTES) {
      return scan.malformed(SegmentIssue.TCP_HEADER);
    }
    if (present < TCP_BYTES) {
      scan.note(SegmentIssue.TCP_HEADER);
      scan.tcp = portsOnly(scan, start);
      return SegmentKind.TCP;
    }
    int headerBytes = 4 * (scan.u8(start + 12) >>> 4);
    scan.tcpHeaderChecksum = scan.u16(start + 16);
    if (headerBytes < TCP_BYTES || headerBytes > present) {
      scan.note(SegmentIssue.DATA_OFFSET);
      scan.tcp = header(scan, start, 0);
    } else {
      scan.tcp = header(scan, start, headerBytes - TCP_BYTES);
      scan.headerBytes = start + headerBytes;
      if ((scan.issues & NO_PAYLOAD) == 0) {
        scan.payloadBytes = scan.ipPayloadBytes - headerBytes;
        scan.payloadSum = InternetChecksum.sum(scan.data, start + headerBytes, scan.payloadBytes);
      }
      noteOptions(scan, start + TCP_BYTES);
    }
    checkSum(scan, start);
    return SegmentKind.TCP;
  }

  private static TcpHeader portsOnly(FrameScan scan, int start) {
    int source = scan.u16(start);
    int destination = scan.u16(start + 2);
    return new TcpHeader(
        source, destination, 0, 0, 0, 0, 0, 0, 0, 0, ByteString.EMPTY, false, 0, 0);
  }

  private static TcpHeader header(FrameScan scan, int start, int optionBytes) {
    int options = start + TCP_BYTES;
    boolean timestamp = optionBytes == TIMESTAMP_BYTES && scan.u32(options) == TIMESTAMP_LAYOUT;
    int offsetWord = scan.u16(start + 12);
    return new TcpHeader(
        scan.u16(start),
        scan.u16(start + 2),
        scan.u32(start + 4),
        scan.u32(start + 8),
        offsetWord >>> 12,
        offsetWord >>> 8 & 0xF,
        offsetWord & 0xFF,
        scan.u16(start + 14),
        scan.u16(start + 18),
        optionBytes,
        scan.bytes(options, optionBytes),
        timestamp,
        timestamp ? scan.u32(options + 4) : 0,
        timestamp ? scan.u32(options + 8) : 0);
  }

  private static void noteOptions(FrameScan scan, int start) {
    int end = start + scan.tcp.optionBytes();
    if (start == end || scan.tcp.hasTimestamp()) {
      // The timestamp layout counts as walked: two fillers and one option that ends the options.
      return;
    }
    scan.note(SegmentIssue.OPTION_OTHER);
    int at = start;
    while (at < end && scan.u8(at) != OPTION_END) {
      int kind = scan.u8(at);
      if (kind == OPTION_NOP) {
        at++;
        continue;
      }
      int length = at + 1 < end ? scan.u8(at + 1) : 0;
      if (length < 2 || at + length > end) {
        scan.note(SegmentIssue.OPTION_MALFORMED);
        return;
      }
      if (kind == OPTION_SACK) {
        scan.note(SegmentIssue.SACK);
      }
      at += length;
    }
  }

  private static void checkSum(FrameScan scan, int start) {
    if ((scan.issues & CANNOT_CHECK) != 0) {
      return;
    }
    int pseudo = InternetChecksum.pseudo(scan.ip.sourceLow(), scan.ip.destinationLow(), 0);
    if (scan.ip.ipVersion() == 6) {
      pseudo =
          InternetChecksum.add(
              pseudo, InternetChecksum.pseudo(scan.ip.sourceHigh(), scan.ip.destinationHigh(), 0));
    }
    pseudo =
        InternetChecksum.add(
            pseudo, InternetChecksum.fold((long) PROTOCOL_TCP + scan.ipPayloadBytes));
    // The payload has been summed already where it could be found.
    int rest = scan.ipPayloadBytes - scan.payloadBytes;
    int sum =
        InternetChecksum.add(
            InternetChecksum.add(pseudo, InternetChecksum.sum(scan.data, start, rest)),
            scan.payloadSum);
    boolean good = sum == InternetChecksum.VALID;
    scan.tcpChecksum = good ? ChecksumStatus.GOOD : ChecksumStatus.BAD;
    if (!good) {
      scan.note(SegmentIssue.TCP_CHECKSUM);
    }
  }
}
