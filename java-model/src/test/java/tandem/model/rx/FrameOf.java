package tandem.model.rx;

import tandem.model.record.SteeringHeader;
import tandem.model.record.SteeringSource;

/** Puts the header of a frame together: a legal one without a tag that is not IP. */
final class FrameOf {
  /** A station that no guest has. */
  static final long STRANGER = 0x0200_0000_EEEEL;

  private static int frames;

  private final long frame = frames++ & 0xFFFF_FFFFL;
  private final SteeringSource source;
  private final int guest;
  private long from = STRANGER;
  private long to;
  private int issues;
  private int vlanTags;
  private int outerTag;
  private int bytes = 64;
  private ConnectionKey key = new ConnectionKey(0, 0, 0, 0, 0, 0, 0, 0, 0);

  private FrameOf(SteeringSource source, int guest, long to) {
    this.source = source;
    this.guest = guest;
    this.to = to;
  }

  /** From the wire; the field for the sender is filled, since nobody may look at it. */
  static FrameOf wire(long to) {
    return new FrameOf(SteeringSource.WIRE, 0xA5, to);
  }

  static FrameOf guest(int guest, long to) {
    return new FrameOf(SteeringSource.GUEST, guest, to);
  }

  FrameOf from(long mac) {
    from = mac;
    return this;
  }

  FrameOf issues(int value) {
    issues = value;
    return this;
  }

  FrameOf bytes(int value) {
    bytes = value;
    return this;
  }

  /** One tag with an id and the highest priority. */
  FrameOf vlan(int id) {
    return tags(1, 0x8100_F000 | id);
  }

  FrameOf tags(int number, int outer) {
    vlanTags = number;
    outerTag = outer;
    return this;
  }

  /** Of a connection, whatever its guest. */
  FrameOf key(ConnectionKey value) {
    key = value;
    return this;
  }

  SteeringHeader header() {
    return new SteeringHeader(
        frame,
        guest,
        source,
        bytes,
        key.kind(),
        issues,
        to,
        from,
        vlanTags,
        outerTag,
        key.ipVersion(),
        key.sourceHigh(),
        key.sourceLow(),
        key.destinationHigh(),
        key.destinationLow(),
        key.sourcePort(),
        key.destinationPort());
  }
}
