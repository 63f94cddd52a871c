package tandem.model.rx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tandem.model.workload.Frames.nth;
import static tandem.model.workload.Frames.tcp;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tandem.model.record.ChecksumStatus;
import tandem.model.record.FrameBeat;
import tandem.model.record.ParsedSegment;
import tandem.model.record.SegmentIssue;
import tandem.model.record.SegmentKind;
import tandem.model.record.TcpHeader;
import tandem.model.workload.Frames;

class ParserTest {
  private static final ReceiveConfig CONFIG = ReceiveConfig.DEFAULTS;

  private static ParsedSegment parse(byte[] frame) {
    return new Parser(CONFIG).parse(frame, 0, 0);
  }

  private static ParsedSegment parse(Frames frame) {
    return parse(frame.bytes());
  }

  private static void check(Frames frame, SegmentKind kind, SegmentIssue... issues) {
    ParsedSegment segment = parse(frame);
    assertEquals(kind, segment.kind());
    assertEquals(List.of(issues), SegmentIssue.of(segment.issues()));
  }

  @Test
  void shouldReadEveryFieldOfIpv4AndTcp() {
    Frames frame = tcp().tag(0x88A8, 0x2005).tag(0x8100, 0x6007).payload(3).timestamp(-5, 6);
    ParsedSegment segment =
        parse(frame.trafficClass(0xB9).hopLimit(9).urgent(3).window(65535).sequence(-1));
    assertEquals(2, segment.link().vlanTags());
    assertEquals(0x88A82005, segment.link().outerTag());
    assertEquals(0x81006007, segment.link().innerTag());
    assertEquals(0x020000000009L, segment.link().destinationMac());
    assertEquals(0x0A000001, segment.ip().sourceLow());
    assertEquals(0xB9, segment.ip().trafficClass());
    assertEquals(9, segment.ip().hopLimit());
    assertTrue(segment.ip().dontFragment());
    TcpHeader tcp = segment.tcp();
    assertEquals(5001, tcp.sourcePort());
    assertEquals(40000, tcp.destinationPort());
    assertEquals(-1, tcp.sequence());
    assertEquals(65535, tcp.window());
    assertEquals(3, tcp.urgentPointer());
    assertEquals(8, tcp.dataOffset());
    assertEquals(-5, tcp.timestampValue());
    assertEquals(6, tcp.timestampEcho());
    assertEquals(14 + 8 + 20 + 32, segment.headerBytes());
    assertEquals(3, segment.payloadBytes());
    assertEquals(2, segment.endSequence());
    assertEquals(ChecksumStatus.GOOD, segment.ipChecksum());
    assertEquals(ChecksumStatus.GOOD, segment.tcpChecksum());
  }

  @Test
  void shouldReadIpv6AndItsExtensionHeaders() {
    int[] padding = {6, 0, 1, 4, 0, 0, 0, 0};
    ParsedSegment segment = parse(tcp().v6().flowLabel(0xABCDE).extension(60, padding).payload(7));
    assertEquals(SegmentKind.TCP, segment.kind());
    assertEquals(6, segment.ip().ipVersion());
    assertEquals(0xABCDE, segment.ip().flowLabel());
    assertEquals(0xFD00000000000000L, segment.ip().sourceHigh());
    assertEquals(60, segment.ip().nextHeader());
    assertEquals("0600010400000000", segment.ip().extension().toString());
    assertEquals(7, segment.payloadBytes());
    assertEquals(ChecksumStatus.GOOD, segment.tcpChecksum());
    assertEquals(ChecksumStatus.NOT_CHECKED, segment.ipChecksum());
  }

  @Test
  void shouldClassifyWhatIsNotTcp() {
    byte[] arp = Arrays.copyOf(nth(0, 10).bytes(), 60);
    arp[13] = 6;
    assertEquals(SegmentKind.ARP, parse(arp).kind());
    arp[12] = 0;
    assertEquals(SegmentKind.NOT_IP, parse(arp).kind());
    check(tcp().protocol(17), SegmentKind.UDP);
    check(tcp().protocol(1), SegmentKind.OTHER_IP);
    check(tcp().v6().protocol(58), SegmentKind.OTHER_IP);
    Frames threeTags = tcp().tag(0x8100, 1).tag(0x8100, 2).tag(0x8100, 3);
    check(threeTags, SegmentKind.NOT_IP);
  }

  @Test
  void tt40ShouldNameTheReasonAFrameIsNotEligible() {
    SegmentKind kind = SegmentKind.TCP;
    check(tcp(), kind);
    check(tcp().badIpChecksum(), kind, SegmentIssue.IP_CHECKSUM);
    check(tcp().badTcpChecksum(), kind, SegmentIssue.TCP_CHECKSUM);
    check(tcp().ipLength(500), kind, SegmentIssue.TRUNCATED);
    check(tcp().payload(0).trailer(6), kind, SegmentIssue.PADDED);
    check(tcp().payload(0).trailer(7), kind, SegmentIssue.TRAILER);
    check(tcp().payload(0).tag(0x8100, 1).trailer(6), kind, SegmentIssue.PADDED);
    check(tcp().dataOffset(4), kind, SegmentIssue.DATA_OFFSET);
    check(tcp().payload(1).dataOffset(6), kind, SegmentIssue.DATA_OFFSET);
    check(tcp().fragment(0x2000), kind, SegmentIssue.FRAGMENT);
    check(tcp().fragment(1), SegmentKind.OTHER_IP, SegmentIssue.FRAGMENT);
    check(tcp().ipOptions(1, 1, 1, 0), kind, SegmentIssue.IP_OPTIONS);
    check(tcp().options(2, 4, 5, 180), kind, SegmentIssue.OPTION_OTHER);
    check(
        tcp().options(1, 1, 5, 10, 0, 0, 0, 1, 0, 0, 0, 2),
        kind,
        SegmentIssue.OPTION_OTHER,
        SegmentIssue.SACK);
    check(
        tcp().options(1, 1, 5, 1), kind, SegmentIssue.OPTION_OTHER, SegmentIssue.OPTION_MALFORMED);
    check(tcp().options(0, 5, 10, 0), kind, SegmentIssue.OPTION_OTHER);
  }

  @Test
  void shouldEndHeaderChainsThatDoNot() {
    int[] five = new int[40];
    Arrays.fill(five, 0);
    for (int i = 0; i < 40; i += 8) {
      five[i] = 60;
    }
    check(
        tcp().v6().extension(60, five),
        SegmentKind.MALFORMED,
        SegmentIssue.EXTENSION,
        SegmentIssue.HEADER_CHAIN);
    int[] tooLong = new int[72];
    tooLong[0] = 6;
    tooLong[1] = 8;
    check(
        tcp().v6().extension(60, tooLong),
        SegmentKind.MALFORMED,
        SegmentIssue.EXTENSION,
        SegmentIssue.HEADER_CHAIN);
    check(
        tcp().v6().payload(0).ipLength(4).extension(60, 6, 0, 0, 0, 0, 0, 0, 0),
        SegmentKind.MALFORMED,
        SegmentIssue.TRAILER,
        SegmentIssue.EXTENSION,
        SegmentIssue.HEADER_CHAIN);
  }

  @Test
  void shouldKeepTheExtensionHeadersOfTcpAndUdpOnly() {
    byte[] frame = nth(1, 20).v6().extension(60, 6, 0, 1, 4, 0, 0, 0, 0).bytes();
    int tcpAt = 14 + 40 + 8;
    Parser parser = new Parser(ReceiveConfig.DEFAULTS);
    for (int left = 0; left <= 4; left++) {
      ParsedSegment cut = parser.parse(frame, tcpAt + left, 0, 0);
      assertEquals(left < 4 ? SegmentKind.MALFORMED : SegmentKind.TCP, cut.kind());
      assertEquals(left < 4 ? 0 : 8, cut.ip().extensionBytes());
    }
  }

  @Test
  void shouldReadFragmentHeadersOfIpv6() {
    check(
        tcp().v6().extension(44, 6, 0, 0, 1, 0, 0, 0, 9),
        SegmentKind.TCP,
        SegmentIssue.FRAGMENT,
        SegmentIssue.EXTENSION);
    check(
        tcp().v6().extension(44, 6, 0, 0, 8, 0, 0, 0, 9),
        SegmentKind.OTHER_IP,
        SegmentIssue.FRAGMENT,
        SegmentIssue.EXTENSION);
  }

  @Test
  void shouldReadBeatsAsTheFrameTheyMake() {
    byte[] frame = tcp().payload(1000).bytes();
    List<FrameBeat> beats = FrameBeat.of(frame, 3, 77);
    assertEquals(17, beats.size());
    ParsedSegment fromBeats = new Parser(CONFIG).parse(beats, 77);
    assertEquals(new Parser(CONFIG).parse(frame, 3, 77), fromBeats);
  }

  @Test
  void shouldHashAsDefined() {
    ParsedSegment segment = parse(tcp());
    int mixed = 4 << 8;
    int[] words = {0, 0, 0, 0x0A000001, 0, 0, 0, 0x0A000002, 5001 << 16 | 40000};
    for (int word : words) {
      mixed = Integer.rotateLeft(mixed, 5) ^ word;
    }
    assertEquals(mixed * 0x9E3779B1, segment.hash());
  }

  @Test
  void shouldSumOddAndEvenPayload() {
    byte[] bytes = {(byte) 0xFF, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18};
    for (int length = 0; length <= bytes.length; length++) {
      int expected = 0;
      for (int i = 0; i < length; i++) {
        expected += (bytes[i] & 0xFF) << ((i & 1) == 0 ? 8 : 0);
      }
      expected = (expected & 0xFFFF) + (expected >>> 16);
      assertEquals(expected, InternetChecksum.sum(bytes, 0, length), "length=" + length);
    }
  }
}
