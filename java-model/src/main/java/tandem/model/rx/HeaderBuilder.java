package tandem.model.rx;

import tandem.model.record.ByteString;
import tandem.model.record.ChecksumStatus;
import tandem.model.record.HostRun;
import tandem.model.record.IpHeader;
import tandem.model.record.LinkHeader;
import tandem.model.record.RunKind;
import tandem.model.record.SegmentRun;
import tandem.model.record.TcpHeader;

/**
 * Gives each aggregate the header of one legal TCP segment and each unit its completion (TT-13,
 * TT-15, TT-30 to TT-34). Accepts units in any order; keeps nothing between them.
 */
public final class HeaderBuilder {
  private static final int TYPE_IPV4 = 0x0800;
  private static final int TYPE_IPV6 = 0x86DD;
  private static final int PROTOCOL_TCP = 6;
  private static final int DONT_FRAGMENT = 0x4000;
  private static final int IPV6_BYTES = 40;

  private final boolean report;

  public HeaderBuilder(ReceiveConfig config) {
    report = config.on(ReceiveRegister.CHECKSUM_MODE);
  }

  /** The completion of a unit, with a header if it is an aggregate. */
  public HostRun build(SegmentRun run) {
    boolean aggregate = run.kind() == RunKind.AGGREGATE;
    ByteString header = aggregate ? header(run) : ByteString.EMPTY;
    boolean valid = !report && (aggregate || run.checksumStatus() == ChecksumStatus.GOOD);
    return new HostRun(
        run.run(),
        run.kind(),
        run.guest(),
        run.path(),
        run.queue(),
        run.entry(),
        run.tracked(),
        run.kind() == RunKind.DROP ? run.payloadBytes() : run.frameBytes(),
        header.length(),
        run.segments(),
        run.pureAcks(),
        run.dupAcks(),
        run.timestampDelta(),
        run.endReason(),
        run.outOfOrder(),
        run.checksumStatus(),
        valid,
        run.openCycle(),
        run.closeCycle(),
        run.tcp().sequence(),
        run.payloadBytes(),
        run.transmit(),
        header);
  }

  private ByteString header(SegmentRun run) {
    LinkHeader link = run.link();
    int ipAt = link.bytes();
    int tcpAt = ipAt + run.ip().bytes();
    byte[] header = new byte[tcpAt + run.tcp().bytes()];
    putLink(header, link, run.ip().ipVersion() == 6 ? TYPE_IPV6 : TYPE_IPV4);
    int segmentBytes = run.tcp().bytes() + run.payloadBytes();
    if (run.ip().ipVersion() == 6) {
      putIpv6(header, ipAt, run.ip(), segmentBytes);
    } else {
      putIpv4(header, ipAt, run, segmentBytes);
    }
    putTcp(header, tcpAt, run.tcp());
    int checksum = report ? run.tcpHeaderChecksum() : checksum(header, tcpAt, run, segmentBytes);
    putShort(header, tcpAt + 16, checksum);
    return ByteString.owning(header);
  }

  private static void putLink(byte[] header, LinkHeader link, int type) {
    putShort(header, 0, (int) (link.destinationMac() >>> 32));
    putInt(header, 2, (int) link.destinationMac());
    putShort(header, 6, (int) (link.sourceMac() >>> 32));
    putInt(header, 8, (int) link.sourceMac());
    if (link.vlanTags() > 0) {
      putInt(header, 12, link.outerTag());
    }
    if (link.vlanTags() > 1) {
      putInt(header, 16, link.innerTag());
    }
    putShort(header, link.bytes() - 2, type);
  }

  private void putIpv4(byte[] header, int at, SegmentRun run, int segmentBytes) {
    IpHeader ip = run.ip();
    header[at] = 0x45;
    header[at + 1] = (byte) ip.trafficClass();
    putShort(header, at + 2, ip.bytes() + segmentBytes);
    putShort(header, at + 4, ip.identification());
    putShort(header, at + 6, ip.dontFragment() ? DONT_FRAGMENT : 0);
    header[at + 8] = (byte) ip.hopLimit();
    header[at + 9] = PROTOCOL_TCP;
    putInt(header, at + 12, (int) ip.sourceLow());
    putInt(header, at + 16, (int) ip.destinationLow());
    int checksum = ~InternetChecksum.sum(header, at, ip.bytes());
    putShort(header, at + 10, report ? run.ipHeaderChecksum() : checksum);
  }

  private static void putIpv6(byte[] header, int at, IpHeader ip, int segmentBytes) {
    putInt(header, at, 6 << 28 | ip.trafficClass() << 20 | ip.flowLabel());
    putShort(header, at + 4, ip.extensionBytes() + segmentBytes);
    header[at + 6] = (byte) ip.nextHeader();
    header[at + 7] = (byte) ip.hopLimit();
    putLong(header, at + 8, ip.sourceHigh());
    putLong(header, at + 16, ip.sourceLow());
    putLong(header, at + 24, ip.destinationHigh());
    putLong(header, at + 32, ip.destinationLow());
    ip.extension().copyTo(header, at + IPV6_BYTES);
  }

  private static void putTcp(byte[] header, int at, TcpHeader tcp) {
    putShort(header, at, tcp.sourcePort());
    putShort(header, at + 2, tcp.destinationPort());
    putInt(header, at + 4, tcp.sequence());
    putInt(header, at + 8, tcp.acknowledgment());
    putShort(header, at + 12, tcp.dataOffset() << 12 | tcp.reserved() << 8 | tcp.flags());
    putShort(header, at + 14, tcp.window());
    putShort(header, at + 18, tcp.urgentPointer());
    tcp.options().copyTo(header, at + 20);
  }

  private static int checksum(byte[] header, int tcpAt, SegmentRun run, int segmentBytes) {
    IpHeader ip = run.ip();
    int sum = InternetChecksum.sum(header, tcpAt, run.tcp().bytes());
    sum = InternetChecksum.add(sum, run.payloadSum());
    sum =
        InternetChecksum.add(
            sum, InternetChecksum.pseudo(ip.sourceLow(), ip.destinationLow(), PROTOCOL_TCP));
    sum =
        InternetChecksum.add(
            sum, InternetChecksum.pseudo(ip.sourceHigh(), ip.destinationHigh(), segmentBytes));
    return ~sum;
  }

  static void putShort(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >>> 8);
    bytes[at + 1] = (byte) value;
  }

  static void putInt(byte[] bytes, int at, int value) {
    putShort(bytes, at, value >>> 16);
    putShort(bytes, at + 2, value);
  }

  private static void putLong(byte[] bytes, int at, long value) {
    putInt(bytes, at, (int) (value >>> 32));
    putInt(bytes, at + 4, (int) value);
  }
}
