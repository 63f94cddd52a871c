package tandem.model.rx;

import tandem.model.BigEndian;
import tandem.model.record.ByteString;
import tandem.model.record.IpHeader;
import tandem.model.record.LinkHeader;
import tandem.model.record.ParsedSegment;
import tandem.model.record.TcpHeader;

/**
 * What an aggregate takes from its member with the lowest sequence number, value by value. With a
 * million flows the records of that member would be as many more places in memory, and work for the
 * garbage collector with every run that begins.
 */
class FirstMember {
  private static final int TIMESTAMP_LAYOUT = 0x0101080A;
  private static final int TIMESTAMP_BYTES = 12;

  long firstFrame;
  int guest;
  int headerBytes;
  int firstPayloadBytes;
  int firstAcknowledgment;
  int firstTimestamp;
  int firstEcho;
  boolean hasTimestamp;
  int identification;
  int ipHeaderChecksum;
  int tcpHeaderChecksum;
  LinkHeader link = LinkHeader.NONE;

  /** What others are compared with. */
  long template;

  private int ipVersion;
  private int nextHeader;
  private long sourceHigh;
  private long sourceLow;
  private long destinationHigh;
  private long destinationLow;
  private ByteString extension = ByteString.EMPTY;
  private int ports;
  private int sequence;
  private int urgentPointer;

  /** The options; empty where they are a timestamp. */
  ByteString options = ByteString.EMPTY;

  /** Makes a segment the first member. */
  final void lead(ParsedSegment segment) {
    firstFrame = segment.frame();
    guest = segment.guest();
    headerBytes = segment.headerBytes();
    firstPayloadBytes = segment.payloadBytes();
    ipHeaderChecksum = segment.ipHeaderChecksum();
    tcpHeaderChecksum = segment.tcpHeaderChecksum();
    template = Template.of(segment.ip(), segment.tcp());
    leadIp(segment.ip());
    leadTcp(segment.tcp());
    // Writing a reference makes the garbage collector look at it, also where it stays the same.
    if (link != segment.link()) {
      link = segment.link();
    }
  }

  private void leadIp(IpHeader ip) {
    ipVersion = ip.ipVersion();
    identification = ip.identification();
    nextHeader = ip.nextHeader();
    sourceHigh = ip.sourceHigh();
    sourceLow = ip.sourceLow();
    destinationHigh = ip.destinationHigh();
    destinationLow = ip.destinationLow();
    if (extension != ip.extension()) {
      extension = ip.extension();
    }
  }

  private void leadTcp(TcpHeader tcp) {
    ports = tcp.sourcePort() << 16 | tcp.destinationPort();
    sequence = tcp.sequence();
    firstAcknowledgment = tcp.acknowledgment();
    urgentPointer = tcp.urgentPointer();
    hasTimestamp = tcp.hasTimestamp();
    firstTimestamp = tcp.timestampValue();
    firstEcho = tcp.timestampEcho();
    ByteString kept = hasTimestamp ? ByteString.EMPTY : tcp.options();
    if (options != kept) {
      options = kept;
    }
  }

  /** Reads what is told of it; gives nothing of meaning. */
  final long readFirst() {
    return firstFrame + destinationLow + sequence;
  }

  /** First sequence number. */
  final int start() {
    return sequence;
  }

  /** Its network header with another hop limit. */
  final IpHeader ip(int hopLimit) {
    return new IpHeader(
        ipVersion,
        Template.trafficClass(template),
        Template.flowLabel(template),
        identification,
        Template.dontFragment(template),
        hopLimit,
        sourceHigh,
        sourceLow,
        destinationHigh,
        destinationLow,
        nextHeader,
        extension.length(),
        extension);
  }

  /** Its TCP header with what is told of all members. */
  final TcpHeader tcp(int acknowledgment, int flags, int window) {
    return tcp(acknowledgment, flags, window, firstTimestamp, firstEcho);
  }

  /** Its TCP header with what is told of all members and another timestamp, if it has one. */
  final TcpHeader tcp(int acknowledgment, int flags, int window, int timestamp, int echo) {
    ByteString told = hasTimestamp ? timestampOptions(timestamp, echo) : options;
    return new TcpHeader(
        ports >>> 16,
        ports & 0xFFFF,
        sequence,
        acknowledgment,
        Template.dataOffset(template),
        Template.reserved(template),
        flags,
        window,
        urgentPointer,
        told.length(),
        told,
        hasTimestamp,
        hasTimestamp ? timestamp : 0,
        hasTimestamp ? echo : 0);
  }

  private static ByteString timestampOptions(int timestamp, int echo) {
    byte[] bytes = new byte[TIMESTAMP_BYTES];
    BigEndian.putInt(bytes, 0, TIMESTAMP_LAYOUT);
    BigEndian.putInt(bytes, 4, timestamp);
    BigEndian.putInt(bytes, 8, echo);
    return ByteString.owning(bytes);
  }
}
