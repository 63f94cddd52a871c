package tandem.model.workload;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds TCP frames byte by byte, right ones and wrong ones, for tests and benches; on its own, so
 * that an error in the model cannot hide itself. Every method changes the builder; {@link #copy}
 * begins another.
 */
public final class Frames implements Cloneable {
  public static final int ACK = 16;
  public static final int PSH = 8;
  private List<Integer> tags = new ArrayList<>();
  private boolean v6;
  private int source = 0x0A000001;
  private int destination = 0x0A000002;
  private int sourcePort = 5001;
  private int destinationPort = 40000;
  private int sequence = 1000;
  private int acknowledgment = 500;
  private int flags = ACK;
  private int reserved;
  private int window = 501;
  private int urgent;
  private int payloadBytes = 100;
  private int trafficClass;
  private int hopLimit = 64;
  private int flowLabel;
  private int identification = 7;
  private int fragment = 0x4000;
  private byte[] options = {};
  private byte[] ipOptions = {};
  private byte[] extension = {};
  private int nextHeader = 6;
  private int protocol = 6;
  private int dataOffset = -1;
  private int ipLength = -1;
  private int mac = 1;
  private boolean badIpChecksum;
  private boolean badTcpChecksum;
  private int trailerBytes;

  public static Frames tcp() {
    return new Frames();
  }

  /** Frame number {@code index} of an in-order flow with {@code bytes} of payload each. */
  public static Frames nth(int index, int bytes) {
    return tcp().sequence(1000 + index * bytes).payload(bytes).identification(7 + index);
  }

  public Frames copy() {
    try {
      Frames copy = (Frames) super.clone();
      copy.tags = new ArrayList<>(tags);
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }

  /** Adds a VLAN tag behind those there are. */
  public Frames tag(int tpid, int tci) {
    tags.add(tpid << 16 | tci);
    return this;
  }

  public Frames v6() {
    v6 = true;
    return this;
  }

  public Frames source(int value) {
    source = value;
    return this;
  }

  public Frames destination(int value) {
    destination = value;
    return this;
  }

  public Frames ports(int from, int to) {
    sourcePort = from;
    destinationPort = to;
    return this;
  }

  public Frames sequence(int value) {
    sequence = value;
    return this;
  }

  public Frames ack(int value) {
    acknowledgment = value;
    return this;
  }

  public Frames flags(int value) {
    flags = value;
    return this;
  }

  public Frames reserved(int value) {
    reserved = value;
    return this;
  }

  public Frames window(int value) {
    window = value;
    return this;
  }

  public Frames urgent(int value) {
    urgent = value;
    return this;
  }

  public Frames payload(int bytes) {
    payloadBytes = bytes;
    return this;
  }

  public Frames trafficClass(int value) {
    trafficClass = value;
    return this;
  }

  public Frames hopLimit(int value) {
    hopLimit = value;
    return this;
  }

  public Frames flowLabel(int value) {
    flowLabel = value;
    return this;
  }

  public Frames identification(int value) {
    identification = value;
    return this;
  }

  /** The flags and offset field of IPv4. */
  public Frames fragment(int value) {
    fragment = value;
    return this;
  }

  public Frames options(int... bytes) {
    options = WireBytes.bytes(bytes);
    return this;
  }

  public Frames timestamp(int value, int echo) {
    options = new byte[12];
    System.arraycopy(WireBytes.bytes(1, 1, 8, 10), 0, options, 0, 4);
    WireBytes.putInt(options, 4, value);
    WireBytes.putInt(options, 8, echo);
    return this;
  }

  public Frames ipOptions(int... bytes) {
    ipOptions = WireBytes.bytes(bytes);
    return this;
  }

  public Frames extension(int type, int... bytes) {
    nextHeader = type;
    extension = WireBytes.bytes(bytes);
    return this;
  }

  public Frames protocol(int value) {
    protocol = value;
    nextHeader = extension.length == 0 ? value : nextHeader;
    return this;
  }

  public Frames dataOffset(int value) {
    dataOffset = value;
    return this;
  }

  public Frames ipLength(int value) {
    ipLength = value;
    return this;
  }

  public Frames mac(int value) {
    mac = value;
    return this;
  }

  public Frames badIpChecksum() {
    badIpChecksum = true;
    return this;
  }

  public Frames badTcpChecksum() {
    badTcpChecksum = true;
    return this;
  }

  public Frames trailer(int bytes) {
    trailerBytes = bytes;
    return this;
  }

  public byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(WireBytes.bytes(2, 0, 0, 0, 0, 9, 2, 0, 0, 0, 0, mac));
    for (int tag : tags) {
      out.writeBytes(WireBytes.bytes(tag >>> 24, tag >>> 16, tag >>> 8, tag));
    }
    out.writeBytes(v6 ? WireBytes.bytes(0x86, 0xDD) : WireBytes.bytes(8, 0));
    byte[] segment = segment();
    byte[] header = v6 ? ipv6(segment.length) : ipv4(segment.length);
    int start = addressSum(header) + 6 + segment.length;
    int sum = ~WireBytes.sum(segment, start) & 0xFFFF;
    WireBytes.putShort(segment, 16, badTcpChecksum ? sum ^ 0x1234 : sum);
    out.writeBytes(header);
    out.writeBytes(segment);
    out.writeBytes(new byte[trailerBytes]);
    return out.toByteArray();
  }

  private byte[] segment() {
    byte[] segment = new byte[20 + options.length + payloadBytes];
    WireBytes.putShort(segment, 0, sourcePort);
    WireBytes.putShort(segment, 2, destinationPort);
    WireBytes.putInt(segment, 4, sequence);
    WireBytes.putInt(segment, 8, acknowledgment);
    int offset = dataOffset < 0 ? 5 + options.length / 4 : dataOffset;
    WireBytes.putShort(segment, 12, offset << 12 | reserved << 8 | flags);
    WireBytes.putShort(segment, 14, window);
    WireBytes.putShort(segment, 18, urgent);
    System.arraycopy(options, 0, segment, 20, options.length);
    for (int i = 0; i < payloadBytes; i++) {
      int position = sequence + i;
      segment[20 + options.length + i] = (byte) (position * 31 ^ position >>> 8);
    }
    return segment;
  }

  private byte[] ipv4(int segmentBytes) {
    byte[] header = new byte[20 + ipOptions.length];
    header[0] = (byte) (4 << 4 | header.length / 4);
    header[1] = (byte) trafficClass;
    WireBytes.putShort(header, 2, ipLength < 0 ? header.length + segmentBytes : ipLength);
    WireBytes.putShort(header, 4, identification);
    WireBytes.putShort(header, 6, fragment);
    header[8] = (byte) hopLimit;
    header[9] = (byte) protocol;
    WireBytes.putInt(header, 12, source);
    WireBytes.putInt(header, 16, destination);
    System.arraycopy(ipOptions, 0, header, 20, ipOptions.length);
    int sum = ~WireBytes.sum(header, 0) & 0xFFFF;
    WireBytes.putShort(header, 10, badIpChecksum ? sum ^ 0x0101 : sum);
    return header;
  }

  private byte[] ipv6(int segmentBytes) {
    byte[] header = new byte[40 + extension.length];
    WireBytes.putInt(header, 0, 6 << 28 | trafficClass << 20 | flowLabel);
    int length = extension.length + segmentBytes;
    WireBytes.putShort(header, 4, ipLength < 0 ? length : ipLength);
    header[6] = (byte) nextHeader;
    header[7] = (byte) hopLimit;
    WireBytes.putInt(header, 8, 0xFD000000);
    WireBytes.putInt(header, 20, source);
    WireBytes.putInt(header, 24, 0xFD000000);
    WireBytes.putInt(header, 36, destination);
    System.arraycopy(extension, 0, header, 40, extension.length);
    return header;
  }

  private int addressSum(byte[] header) {
    byte[] addresses = new byte[v6 ? 32 : 8];
    System.arraycopy(header, v6 ? 8 : 12, addresses, 0, addresses.length);
    return WireBytes.sum(addresses, 0);
  }
}
