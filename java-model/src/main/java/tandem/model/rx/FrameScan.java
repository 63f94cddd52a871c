package tandem.model.rx;

import tandem.model.BigEndian;
import tandem.model.record.ByteString;
import tandem.model.record.ChecksumStatus;
import tandem.model.record.IpHeader;
import tandem.model.record.LinkHeader;
import tandem.model.record.SegmentIssue;
import tandem.model.record.SegmentKind;
import tandem.model.record.TcpHeader;

/** What the parsers of the layers have found so far in one frame. */
final class FrameScan {
  byte[] data;
  int length;

  /** Offset of the next header. */
  int at;

  int issues;
  LinkHeader link;
  IpHeader ip;
  TcpHeader tcp;

  /** Bytes behind the IP headers as the IP length says. */
  int ipPayloadBytes;

  int headerBytes;
  int payloadBytes;
  int payloadSum;
  ChecksumStatus ipChecksum;
  ChecksumStatus tcpChecksum;
  int ipHeaderChecksum;
  int tcpHeaderChecksum;

  void start(byte[] frame, int frameLength) {
    data = frame;
    length = frameLength;
    at = 0;
    issues = 0;
    link = LinkHeader.NONE;
    ip = IpHeader.NONE;
    tcp = TcpHeader.NONE;
    ipPayloadBytes = 0;
    headerBytes = 0;
    payloadBytes = 0;
    payloadSum = 0;
    ipChecksum = ChecksumStatus.NOT_CHECKED;
    tcpChecksum = ChecksumStatus.NOT_CHECKED;
    ipHeaderChecksum = 0;
    tcpHeaderChecksum = 0;
  }

  /** Bytes of the frame from the next header on. */
  int left() {
    return length - at;
  }

  void note(SegmentIssue issue) {
    issues |= issue.mask();
  }

  boolean has(SegmentIssue issue) {
    return issue.in(issues);
  }

  SegmentKind malformed(SegmentIssue issue) {
    note(issue);
    return SegmentKind.MALFORMED;
  }

  int u8(int offset) {
    return data[offset] & 0xFF;
  }

  int u16(int offset) {
    return BigEndian.getShort(data, offset);
  }

  int u32(int offset) {
    return BigEndian.getInt(data, offset);
  }

  long u48(int offset) {
    return (long) u16(offset) << 32 | u32(offset + 2) & 0xFFFF_FFFFL;
  }

  long u64(int offset) {
    return BigEndian.getLong(data, offset);
  }

  ByteString bytes(int offset, int count) {
    return ByteString.copyOf(data, offset, count);
  }
}
