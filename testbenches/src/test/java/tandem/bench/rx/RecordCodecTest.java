package tandem.bench.rx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tandem.bridge.BridgeException;
import tandem.cosim.check.Mismatch;
import tandem.cosim.rx.ControlBeat;
import tandem.cosim.stream.RecordCodec;
import tandem.model.record.ByteString;
import tandem.model.record.ControlEvent;
import tandem.model.record.FlowSegment;
import tandem.model.record.FrameBeat;
import tandem.model.record.HostRun;
import tandem.model.record.ParsedSegment;
import tandem.model.record.PayloadBeat;
import tandem.model.record.SegmentPlace;
import tandem.model.record.SegmentRun;
import tandem.model.rx.Parser;
import tandem.model.rx.Profile;
import tandem.model.rx.ReceiveConfig;
import tandem.rtlgen.Manifest;

/** Records of the receive path in the memory of a stream, by the layouts of the contract. */
class RecordCodecTest {
  private static final Pattern FIELD = Pattern.compile("(\\w+)\\((\\d+)\\)");

  private static final String FRAME_BEAT = "data(512) bytes(7) last(1) guest(8) time(48)";
  private static final String HEADERS =
      """
      destinationMac(48) sourceMac(48) vlanTags(2) outerTag(32) innerTag(32) ipVersion(4)
      trafficClass(8) flowLabel(20) identification(16) dontFragment(1) hopLimit(8) sourceHigh(64)
      sourceLow(64) destinationHigh(64) destinationLow(64) nextHeader(8) extensionBytes(7)
      extension(512) sourcePort(16) destinationPort(16) sequence(32) acknowledgment(32)
      dataOffset(4) reserved(4) flags(8) window(16) urgentPointer(16) optionBytes(6) options(320)
      hasTimestamp(1) timestampValue(32) timestampEcho(32)
      """;
  private static final String TRANSMIT =
      " transmitValid(1) transmitSequence(32) transmitAcknowledgment(32) transmitWindow(16)";
  private static final String PARSED_SEGMENT =
      "frame(32) frameBytes(17) guest(8) arrivalCycle(48) kind(3) issues(16) "
          + HEADERS
          + """
          headerBytes(9) payloadBytes(16) ipChecksum(2) tcpChecksum(2) payloadSum(16) hash(32)
          ipHeaderChecksum(16) tcpHeaderChecksum(16)
          """;
  private static final String FLOW_SEGMENT =
      PARSED_SEGMENT + "hit(1) allocated(1) replaced(1) entry(16)";
  private static final String SEGMENT_RUN =
      """
      run(32) kind(2) guest(8) path(1) queue(16) entry(16) tracked(1) frame(32) segments(16)
      pureAcks(16) dupAcks(8) payloadBytes(16) openCycle(48) closeCycle(48) endReason(5)
      outOfOrder(1) checksumStatus(2)
      """
          + HEADERS
          + """
          timestampDelta(32) ipHeaderChecksum(16) tcpHeaderChecksum(16) payloadSum(16) issues(16)
          segmentKind(3) frameBytes(17)
          """
          + TRANSMIT;
  private static final String HOST_RUN =
      """
      run(32) kind(2) guest(8) path(1) queue(16) entry(16) tracked(1) totalBytes(17) headerBytes(9)
      segments(16) pureAcks(16) dupAcks(8) timestampDelta(32) endReason(5) outOfOrder(1)
      checksumStatus(2) checksumValid(1) openCycle(48) closeCycle(48) sequence(32) payloadBytes(16)
      """
          + TRANSMIT
          + " header(1536)";
  private static final String SEGMENT_PLACE =
      "op(1) frame(32) run(32) other(32) sequence(32) bytes(17)";
  private static final String PAYLOAD_BEAT =
      "run(32) sequence(32) lane(6) bytes(7) last(1) data(512)";
  private static final String CONTROL =
      """
      op(3) afterFrame(32) time(48) guest(8) vlanTags(2) outerTag(32) innerTag(32) ipVersion(4)
      sourceHigh(64) sourceLow(64) destinationHigh(64) destinationLow(64) sourcePort(16)
      destinationPort(16) sequence(32) acknowledgment(32) window(16) queue(16)
      """;

  @Test
  void shouldNameTheFieldsOfTheContract() {
    codec(ParsedSegment.class, PARSED_SEGMENT);
    codec(FlowSegment.class, FLOW_SEGMENT);
    codec(SegmentRun.class, SEGMENT_RUN);
    BridgeException e =
        assertThrows(
            BridgeException.class,
            () -> codec(SegmentPlace.class, SEGMENT_PLACE.replace("run", "unit")));
    assertTrue(e.getMessage().contains("expected (model)=run actual (RTL)=unit"), e.getMessage());
  }

  @Test
  void shouldReadWhatItWrote() {
    ReceiveConfig config = ReceiveConfig.of(Profile.TTO);
    byte[] frame = CaptureFrames.of("bulk4_v6.pcap", 3).get(2).bytes();
    roundTrip(
        ParsedSegment.class, PARSED_SEGMENT, new Parser(config).parse(frame, frame.length, 7, 99));
    FrameBeat.of(frame, 255, (1L << 48) - 1)
        .forEach(beat -> roundTrip(FrameBeat.class, FRAME_BEAT, beat));
    CheckedPath path = CheckedPath.run(config, CaptureFrames.of("bulk4_v6.pcap", 80));
    path.log()
        .beats("out", HostRun.class)
        .forEach(b -> roundTrip(HostRun.class, HOST_RUN, b.record()));
    path.log()
        .beats("payload", PayloadBeat.class)
        .forEach(b -> roundTrip(PayloadBeat.class, PAYLOAD_BEAT, b.record()));
    path.log()
        .beats("place", SegmentPlace.class)
        .forEach(b -> roundTrip(SegmentPlace.class, SEGMENT_PLACE, b.record()));
    ControlEvent stop = ControlEvent.of(ControlEvent.Op.STOP_GUEST, 0xFFFF_FFFFL, 5, 255);
    roundTrip(ControlBeat.class, CONTROL, ControlBeat.of(stop));
    assertEquals(stop, ControlBeat.of(stop).event());
  }

  @Test
  void shouldRefuseBytesThatMustBeZero() {
    RecordCodec<PayloadBeat> codec = codec(PayloadBeat.class, PAYLOAD_BEAT);
    ByteBuffer memory = memory();
    codec.write(new PayloadBeat(1, 2, 3, 2, true, ByteString.of((byte) 4, (byte) 5)), memory, 0);
    int data = layout(PAYLOAD_BEAT).fields().get(5).offsetBytes();
    assertEquals(4, memory.get(data + 3));
    memory.put(data + 5, (byte) 1);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> codec.read(memory, 0));
    String bytes = "0000000405010000" + "00".repeat(56);
    assertEquals(
        String.format(
            Locale.ROOT,
            "data must be 0 where it is not used: data=%s, byte 5, used are 3 to 4",
            bytes),
        e.getMessage());
    assertEquals(
        new Mismatch.Field("data", "0 where it is not used", bytes),
        codec.refused(memory, 0, e.getMessage()).get(5));
  }

  private static <R extends Record> void roundTrip(Class<R> type, String fields, R record) {
    RecordCodec<R> codec = codec(type, fields);
    ByteBuffer memory = memory();
    codec.write(record, memory, 8);
    assertEquals(record, codec.read(memory, 8));
  }

  private static <R extends Record> RecordCodec<R> codec(Class<R> type, String fields) {
    return RecordCodec.of(type, layout(fields));
  }

  private static ByteBuffer memory() {
    return ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Fields one behind the other; those of more than 64 bits in words of 32. */
  private static Manifest.Stream layout(String text) {
    List<Manifest.Field> fields = new ArrayList<>();
    int at = 0;
    Matcher field = FIELD.matcher(text);
    while (field.find()) {
      int bits = Integer.parseInt(field.group(2));
      int bytes =
          bits > 64 ? (bits + 31) / 32 * 4 : bits > 32 ? 8 : bits > 16 ? 4 : bits > 8 ? 2 : 1;
      fields.add(new Manifest.Field(field.group(1), field.group(1), bits, at, bytes));
      at += bytes;
    }
    return new Manifest.Stream("s", "output", "R", "s_valid", "s_ready", at, fields);
  }
}
