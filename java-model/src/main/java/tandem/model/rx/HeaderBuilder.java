package tandem.model.rx;

import static tandem.model.BigEndian.putInt;
import static tandem.model.BigEndian.putLong;
import static tandem.model.BigEndian.putShort;

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
  private static final int TCP_BYTES = 20;

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
    int ipAt = run.link().bytes();
    int tcpAt = ipAt + run.ip().bytes();
    byte[] header = new byte[tcpAt + run.tcp().bytes()];
    boolean version6 = run.ip().ipVersion() == 6;
    putLink(header, run.link(), version6 ? TYPE_IPV6 : TYPE_IPV4);
    int segmentBytes = run.tcp().bytes() + run.payloadBytes();
    if (version6) {
      putIpv6(header, ipAt, run.ip(), segmentBytes);
    } else {
      putIpv4(header, ipAt, run, segmentBytes);
    }
    putTcp(header, tcpAt, run, segmentBytes);
    return ByteString.owning(header);
  }

  private static void putLink(byte[] header, LinkHeader link, int type) {
    putLong(header, 0, link.destinationMac() << 16 | link.sourceMac() >>> 32);
    putInt(header, 8, (int) link.sourceMac());
    if (link.vlanTags() > 0) {
      putInt(header, 12, link.outerTag());
    }
    if (link.vlanTags() > 1) {
      putInt(header, 16, link.innerTag());
    }
    putShort(header, link.bytes() - 2, type);
  }

  // Checksums are taken from the words, not from the array: reading back what has just been written
  // in other pieces makes the processor wait.

  private void putIpv4(byte[] header, int at, SegmentRun run, int segmentBytes) {
    IpHeader ip = run.ip();
    int length = 0x45 << 24 | ip.trafficClass() << 16 | ip.bytes() + segmentBytes & 0xFFFF;
    int fragment = ip.identification() << 16 | (ip.dontFragment() ? DONT_FRAGMENT : 0);
    int protocol = ip.hopLimit() << 24 | PROTOCOL_TCP << 16;
    int source = (int) ip.sourceLow();
    int destination = (int) ip.destinationLow();
    long sum = word(length) + word(fragment) + word(protocol) + word(source) + word(destination);
    int checksum = report ? run.ipHeaderChecksum() : ~InternetChecksum.fold(sum) & 0xFFFF;
    putInt(header, at, length);
    putInt(header, at + 4, fragment);
    putInt(header, at + 8, protocol | checksum);
    putInt(header, at + 12, source);
    putInt(header, at + 16, destination);
  }

  private static void putIpv6(byte[] header, int at, IpHeader ip, int segmentBytes) {
    int length = ip.extensionBytes() + segmentBytes;
    putInt(header, at, 6 << 28 | ip.trafficClass() << 20 | ip.flowLabel());
    putInt(header, at + 4, length << 16 | ip.nextHeader() << 8 | ip.hopLimit());
    putLong(header, at + 8, ip.sourceHigh());
    putLong(header, at + 16, ip.sourceLow());
    putLong(header, at + 24, ip.destinationHigh());
    putLong(header, at + 32, ip.destinationLow());
    ip.extension().copyTo(header, at + IPV6_BYTES);
  }

  private void putTcp(byte[] header, int at, SegmentRun run, int segmentBytes) {
    TcpHeader tcp = run.tcp();
    int ports = tcp.sourcePort() << 16 | tcp.destinationPort();
    int offset = tcp.dataOffset() << 28 | tcp.reserved() << 24 | tcp.flags() << 16 | tcp.window();
    long sum = pseudo(run.ip()) + PROTOCOL_TCP + segmentBytes + run.payloadSum();
    sum += word(ports) + word(tcp.sequence()) + word(tcp.acknowledgment()) + word(offset);
    sum += tcp.urgentPointer() + putOptions(header, at + TCP_BYTES, tcp.options());
    int checksum = report ? run.tcpHeaderChecksum() : ~InternetChecksum.fold(sum) & 0xFFFF;
    putInt(header, at, ports);
    putInt(header, at + 4, tcp.sequence());
    putInt(header, at + 8, tcp.acknowledgment());
    putInt(header, at + 12, offset);
    putInt(header, at + 16, checksum << 16 | tcp.urgentPointer());
  }

  /** Gives the sum of the options as well. */
  private static long putOptions(byte[] header, int at, ByteString options) {
    long sum = 0;
    for (int index = 0; index < options.length(); index += Integer.BYTES) {
      int word = options.intAt(index);
      putInt(header, at + index, word);
      sum += word(word);
    }
    return sum;
  }

  private static long pseudo(IpHeader ip) {
    return halves(ip.sourceHigh())
        + halves(ip.sourceLow())
        + halves(ip.destinationHigh())
        + halves(ip.destinationLow());
  }

  private static long halves(long words) {
    return (words >>> 32) + (words & 0xFFFF_FFFFL);
  }

  private static long word(int value) {
    return value & 0xFFFF_FFFFL;
  }
}
