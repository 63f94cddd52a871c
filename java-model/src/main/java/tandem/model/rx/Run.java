package tandem.model.rx;

import tandem.model.record.FrameBeat;
import tandem.model.record.ParsedSegment;
import tandem.model.record.TcpHeader;

/** Consecutive segments that are being collected: the in-order run of a flow, or an isle. */
final class Run extends FirstMember {
  private static final int MAX_PURE_ACKS = 0xFFFF;

  long number;

  /** Sequence number behind the last byte. */
  int end;

  int segments;
  int pureAcks;
  int dupAcks;
  int payloadBytes;
  int payloadSum;
  int beats;
  int acknowledgment;
  int window;

  /** Flags of the first member and PSH and FIN of the others. */
  int flags;

  /** Bytes of IP and TCP headers. */
  int networkBytes;

  int hopLimit;
  int latestTimestamp;
  int latestEcho;
  long openCycle;

  /** Nothing that is collected. */
  Run() {}

  Run(long number, ParsedSegment segment) {
    begin(number, segment);
  }

  /** Makes this a run of one segment. */
  void begin(long newNumber, ParsedSegment segment) {
    number = newNumber;
    lead(segment);
    networkBytes = segment.headerBytes() - segment.link().bytes();
    end = segment.endSequence();
    segments = 1;
    pureAcks = 0;
    dupAcks = 0;
    payloadBytes = segment.payloadBytes();
    payloadSum = segment.payloadSum();
    beats = beats(segment);
    TcpHeader tcp = segment.tcp();
    acknowledgment = tcp.acknowledgment();
    window = tcp.window();
    flags = tcp.flags();
    hopLimit = segment.ip().hopLimit();
    latestTimestamp = tcp.timestampValue();
    latestEcho = tcp.timestampEcho();
    openCycle = segment.arrivalCycle();
  }

  /** Beats of the frame that hold payload. */
  static int beats(ParsedSegment segment) {
    int start = segment.headerBytes();
    int last = start + segment.payloadBytes() - 1;
    return segment.payloadBytes() == 0
        ? 0
        : last / FrameBeat.BEAT_BYTES - start / FrameBeat.BEAT_BYTES + 1;
  }

  /** Reads what an appended segment needs; gives nothing of meaning. */
  long read() {
    return number + end + latestEcho;
  }

  /** Whether nothing is collected. */
  boolean isEmpty() {
    return segments == 0;
  }

  /** Ends the run: nothing is collected any more. */
  void clear() {
    segments = 0;
  }

  /** Bytes of the IP datagram that the aggregate would be with more payload. */
  int datagramBytes(int morePayloadBytes) {
    return networkBytes + payloadBytes + morePayloadBytes;
  }

  /** Adds a segment that begins where the run ends. */
  void append(ParsedSegment segment) {
    payloadSum = InternetChecksum.concat(payloadSum, payloadBytes, segment.payloadSum());
    end = segment.endSequence();
    addMember(segment);
    window = segment.tcp().window();
  }

  /** Adds a segment that ends where the run begins. */
  void appendLeft(ParsedSegment segment) {
    payloadSum = InternetChecksum.concat(segment.payloadSum(), segment.payloadBytes(), payloadSum);
    addMember(segment);
    lead(segment);
  }

  /** Takes in a segment without payload. */
  void absorb(ParsedSegment segment, boolean duplicate) {
    if (duplicate) {
      dupAcks++;
    } else {
      pureAcks = Math.min(MAX_PURE_ACKS, pureAcks + 1);
    }
    window = segment.tcp().window();
    hopLimit = Math.min(hopLimit, segment.ip().hopLimit());
    see(segment.tcp().timestampValue(), segment.tcp().timestampEcho());
  }

  /** Adds a run that begins where this one ends. */
  void join(Run right) {
    payloadSum = InternetChecksum.concat(payloadSum, payloadBytes, right.payloadSum);
    payloadBytes += right.payloadBytes;
    segments += right.segments;
    beats += right.beats;
    end = right.end;
    acknowledgment = later(acknowledgment, right.acknowledgment);
    window = right.window;
    flags |= right.flags & (TcpHeader.PSH | TcpHeader.FIN);
    hopLimit = Math.min(hopLimit, right.hopLimit);
    openCycle = Math.min(openCycle, right.openCycle);
    see(right.latestTimestamp, right.latestEcho);
  }

  private void addMember(ParsedSegment segment) {
    TcpHeader tcp = segment.tcp();
    payloadBytes += segment.payloadBytes();
    segments++;
    beats += beats(segment);
    acknowledgment = later(acknowledgment, tcp.acknowledgment());
    flags |= tcp.flags() & (TcpHeader.PSH | TcpHeader.FIN);
    hopLimit = Math.min(hopLimit, segment.ip().hopLimit());
    see(tcp.timestampValue(), tcp.timestampEcho());
  }

  private void see(int value, int echo) {
    if (value - latestTimestamp >= 0) {
      latestTimestamp = value;
      latestEcho = echo;
    }
  }

  private static int later(int a, int b) {
    return b - a > 0 ? b : a;
  }
}
