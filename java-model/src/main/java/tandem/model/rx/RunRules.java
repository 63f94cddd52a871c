package tandem.model.rx;

import static tandem.model.record.EndReason.ACKNOWLEDGMENT;
import static tandem.model.record.EndReason.ECN;
import static tandem.model.record.EndReason.HEADER;
import static tandem.model.record.EndReason.LONG;
import static tandem.model.record.EndReason.MAX_BYTES;
import static tandem.model.record.EndReason.MAX_SEGMENTS;
import static tandem.model.record.EndReason.NONE;
import static tandem.model.record.EndReason.TIMESTAMP;
import static tandem.model.record.EndReason.WINDOW;

import tandem.model.record.IpHeader;
import tandem.model.record.ParsedSegment;
import tandem.model.record.TcpHeader;

/** The rules that compare a segment with what its flow has collected: consistency and size. */
final class RunRules {
  private static final int WINDOW_OUT = 1;
  private static final long ECN_MASK =
      Template.ECN_BITS | Template.flags(TcpHeader.ECE | TcpHeader.CWR);

  private final boolean cwrNever;
  private final long headerMask;
  private final boolean matchOptions;
  private final boolean matchIdentification;
  private final boolean timestampForward;
  private final boolean matchAck;
  private final long windowRule;
  private final long maxBytes;
  private final long maxSegments;
  private final boolean longNew;
  private final int maxBeats;

  RunRules(ReceiveConfig config) {
    cwrNever = config.on(ReceiveRegister.CWR_RULE);
    boolean matchHopLimit = !config.on(ReceiveRegister.TTL_RULE);
    boolean matchFlags = config.on(ReceiveRegister.FLAG_RULE);
    headerMask =
        Template.TRAFFIC_CLASS
            | Template.FLOW_LABEL
            | Template.DONT_FRAGMENT
            | Template.DATA_OFFSET
            | (matchHopLimit ? Template.HOP_LIMIT : 0)
            | (matchFlags ? Template.RESERVED | Template.flags(TcpHeader.ACK) : 0);
    matchOptions = config.on(ReceiveRegister.OPTION_RULE);
    matchIdentification = config.on(ReceiveRegister.IP_ID_RULE);
    timestampForward = config.on(ReceiveRegister.TIMESTAMP_RULE);
    matchAck = config.on(ReceiveRegister.ACK_RULE);
    windowRule = config.get(ReceiveRegister.WINDOW_RULE);
    maxBytes = config.get(ReceiveRegister.MAX_BYTES);
    maxSegments = config.get(ReceiveRegister.MAX_SEGMENTS);
    longNew = config.on(ReceiveRegister.LONG_RULE);
    boolean store = config.on(ReceiveRegister.COLLECT);
    maxBeats = store ? config.storeBeats() : Integer.MAX_VALUE;
  }

  /** TE-17 or TE-18 if the segment differs from what opened the entry, else none. */
  int templateReason(FlowState flow, ParsedSegment segment) {
    TcpHeader tcp = segment.tcp();
    IpHeader ip = segment.ip();
    long changed = Template.of(ip, tcp) ^ flow.template;
    if (cwrNever && tcp.any(TcpHeader.CWR) || (changed & ECN_MASK) != 0) {
      return ECN;
    }
    boolean same =
        (changed & headerMask) == 0
            && Template.vlanTags(segment.link()) == flow.vlanTags
            && !(matchOptions && !flow.sameOptions(tcp))
            && !(matchIdentification && ip.ipVersion() == 4 && !identificationFits(flow, ip));
    return same ? NONE : HEADER;
  }

  /** Whether the timestamp went back against the run's latest (TE-19). */
  boolean timestampBehind(Run run, ParsedSegment segment) {
    TcpHeader tcp = segment.tcp();
    return timestampForward
        && tcp.hasTimestamp()
        && run.hasTimestamp
        && tcp.timestampValue() - run.latestTimestamp < 0;
  }

  /** The first event by which the next in-order segment cannot join the run; null if it can. */
  Verdict compare(Run run, ParsedSegment segment) {
    if (timestampBehind(run, segment)) {
      return Verdict.out(TIMESTAMP);
    }
    TcpHeader tcp = segment.tcp();
    if (windowRule != 0 && tcp.window() != run.window) {
      return windowRule == WINDOW_OUT ? Verdict.out(WINDOW) : Verdict.startNew(WINDOW);
    }
    int ahead = tcp.acknowledgment() - run.acknowledgment;
    if (matchAck ? ahead != 0 : ahead < 0) {
      return Verdict.startNew(ACKNOWLEDGMENT);
    }
    int size = sizeReason(run, segment.payloadBytes(), 1, Run.beats(segment));
    if (size != NONE) {
      return Verdict.startNew(size);
    }
    return longNew && segment.payloadBytes() > run.firstPayloadBytes
        ? Verdict.startNew(LONG)
        : null;
  }

  /** TE-4 or TE-23 if so much more does not fit, else none. */
  int sizeReason(Run run, int morePayloadBytes, int moreSegments, int moreBeats) {
    if (run.datagramBytes(morePayloadBytes) > maxBytes) {
      return MAX_BYTES;
    }
    boolean tooMany = maxSegments != 0 && run.segments + moreSegments > maxSegments;
    return tooMany || run.beats + moreBeats > maxBeats ? MAX_SEGMENTS : NONE;
  }

  private static boolean identificationFits(FlowState flow, IpHeader ip) {
    if (flow.run.isEmpty()) {
      return true;
    }
    int ahead = ip.identification() - flow.run.identification & 0xFFFF;
    if (flow.run.segments == 1) {
      return ahead <= 1;
    }
    return ahead == (flow.fixedIdentification ? 0 : flow.run.segments & 0xFFFF);
  }
}
