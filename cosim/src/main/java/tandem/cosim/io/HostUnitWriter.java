package tandem.cosim.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.zip.CRC32;
import tandem.model.record.EndReason;
import tandem.model.record.IpHeader;
import tandem.model.record.RunKind;
import tandem.model.record.SegmentIssue;
import tandem.model.record.SegmentKind;
import tandem.model.record.SegmentRun;
import tandem.model.record.TcpHeader;
import tandem.model.rx.HostUnit;

/** Writes what the receive path delivers as JSON Lines. */
public final class HostUnitWriter {
  /** Letters of the TCP flags from the lowest bit up. */
  private static final String FLAGS = "FSRPAUEC";

  private static final int CRC_DIGITS = 8;
  private static final int IPV6 = 6;
  private static final int IPV6_BYTES = 40;
  private static final int IPV6_LENGTH_AT = 4;
  private static final int IPV4_LENGTH_AT = 2;
  private static final int IPV4_LENGTH_MASK = 0xf;

  private final Writer writer;
  private final JsonGenerator json;
  private long lines;

  public HostUnitWriter(Writer writer) throws IOException {
    this.writer = writer;
    json = new JsonFactory().createGenerator(writer);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
  }

  /** Writes a unit that the host gets. */
  public void write(HostUnit unit) throws IOException {
    lines++;
    SegmentRun run = unit.run();
    json.writeStartObject();
    json.writeStringField("kind", run.kind() == RunKind.PASS ? "pass" : "aggregate");
    if (run.segmentKind() == SegmentKind.TCP) {
      segment(unit, run.ip(), run.tcp());
    } else {
      json.writeBooleanField("non_tcp", true);
    }
    json.writeStringField("end_reason", EndReason.name(run.endReason()));
    json.writeFieldName("frames");
    json.writeArray(unit.frames(), 0, unit.frames().length);
    json.writeEndObject();
  }

  /** Ends the last line; the writer stays open. */
  public void finish() throws IOException {
    json.close();
    if (lines > 0) {
      writer.write("\n");
    }
  }

  /** Lines written so far. */
  public long lines() {
    return lines;
  }

  private void segment(HostUnit unit, IpHeader ip, TcpHeader tcp) throws IOException {
    boolean isLong = ip.ipVersion() == IPV6;
    String source =
        isLong
            ? AddressText.ipv6(ip.sourceHigh(), ip.sourceLow())
            : AddressText.ipv4(ip.sourceLow());
    String destination =
        isLong
            ? AddressText.ipv6(ip.destinationHigh(), ip.destinationLow())
            : AddressText.ipv4(ip.destinationLow());
    json.writeStringField("src", source);
    json.writeNumberField("sport", tcp.sourcePort());
    json.writeStringField("dst", destination);
    json.writeNumberField("dport", tcp.destinationPort());
    json.writeNumberField("seq", Integer.toUnsignedLong(tcp.sequence()));
    json.writeNumberField("ack", Integer.toUnsignedLong(tcp.acknowledgment()));
    json.writeNumberField("win", tcp.window());
    int payloadAt = payloadAt(unit);
    int payloadBytes = payloadBytes(unit, payloadAt);
    json.writeNumberField("len", payloadBytes);
    json.writeNumberField("segs", unit.run().segments());
    json.writeStringField("flags", flags(tcp.flags()));
    long crc = payloadBytes == 0 ? 0 : payloadCrc(unit, payloadAt, payloadBytes);
    json.writeStringField("crc32", HexFormat.of().toHexDigits(crc, CRC_DIGITS));
  }

  private static String flags(int flags) {
    StringBuilder letters = new StringBuilder();
    for (int bit = 0; bit < FLAGS.length(); bit++) {
      if ((flags >>> bit & 1) != 0) {
        letters.append(FLAGS.charAt(bit));
      }
    }
    return letters.toString();
  }

  private static long payloadCrc(HostUnit unit, int at, int bytes) {
    CRC32 crc = new CRC32();
    crc.update(unit.bytes(), at, bytes);
    return crc.getValue();
  }

  /** Bytes of TCP payload; of a fragment or a frame that was cut, those that are there. */
  private static int payloadBytes(HostUnit unit, int at) {
    SegmentRun run = unit.run();
    if (run.kind() != RunKind.PASS) {
      return run.payloadBytes();
    }
    if (SegmentIssue.DATA_OFFSET.in(run.issues()) || SegmentIssue.TCP_HEADER.in(run.issues())) {
      return 0;
    }
    ByteBuffer bytes = ByteBuffer.wrap(unit.bytes());
    int ipAt = run.link().bytes();
    int ipEnd =
        run.ip().ipVersion() == IPV6
            ? IPV6_BYTES + Short.toUnsignedInt(bytes.getShort(ipAt + IPV6_LENGTH_AT))
            : Short.toUnsignedInt(bytes.getShort(ipAt + IPV4_LENGTH_AT));
    return Math.max(0, Math.min(bytes.limit(), ipAt + ipEnd) - at);
  }

  /** Passing frames may have IPv4 options in front of the payload and padding behind it. */
  private static int payloadAt(HostUnit unit) {
    SegmentRun run = unit.run();
    if (run.kind() != RunKind.PASS) {
      return unit.completion().headerBytes();
    }
    int ipAt = run.link().bytes();
    int ipBytes =
        run.ip().ipVersion() == IPV6
            ? run.ip().bytes()
            : (unit.bytes()[ipAt] & IPV4_LENGTH_MASK) * Integer.BYTES;
    return ipAt + ipBytes + run.tcp().dataOffset() * Integer.BYTES;
  }
}
