package tandem.model.rx;

import static tandem.model.record.EndReason.BAD_FRAME;
import static tandem.model.record.EndReason.FIN;
import static tandem.model.record.EndReason.FLAGS;
import static tandem.model.record.EndReason.FORMAT;
import static tandem.model.record.EndReason.FRAGMENT;
import static tandem.model.record.EndReason.NONE;
import static tandem.model.record.EndReason.RESET;
import static tandem.model.record.EndReason.SACK;

import tandem.model.record.EndReason;
import tandem.model.record.ParsedSegment;
import tandem.model.record.SegmentIssue;
import tandem.model.record.TcpHeader;

/**
 * The rules that need nothing but the segment: errors, flags and formats that keep it out of any
 * aggregate, in the order of TT-21, and the events that end an aggregate with its first segment.
 */
final class SegmentRules {
  private static final int ERRORS =
      SegmentIssue.IP_CHECKSUM.mask()
          | SegmentIssue.TCP_CHECKSUM.mask()
          | SegmentIssue.TRUNCATED.mask()
          | SegmentIssue.TRAILER.mask()
          | SegmentIssue.DATA_OFFSET.mask()
          | SegmentIssue.TCP_HEADER.mask();
  private static final int ECN_CONGESTION = 3;

  private final boolean matchFlags;
  private final boolean finIn;
  private final boolean pushCloses;
  private final boolean fillCloses;
  private final boolean congestionOut;
  private final int errorMask;
  private final int formatMask;
  private final int sackMask;
  private final int outMask;
  private final int forbiddenFlags;
  private final long maxBytes;
  private final long maxSegments;
  private final long minStartBytes;

  SegmentRules(ReceiveConfig config) {
    matchFlags = config.on(ReceiveRegister.FLAG_RULE);
    finIn = config.on(ReceiveRegister.FIN_RULE);
    pushCloses = config.on(ReceiveRegister.PSH_RULE);
    fillCloses = config.on(ReceiveRegister.FILL_RULE);
    congestionOut = config.on(ReceiveRegister.CE_RULE);
    boolean strictPadding = config.on(ReceiveRegister.PADDING_RULE);
    errorMask = ERRORS | (strictPadding ? SegmentIssue.PADDED.mask() : 0);
    boolean anyOption = config.on(ReceiveRegister.OPTION_RULE);
    sackMask = anyOption ? 0 : SegmentIssue.SACK.mask();
    formatMask =
        SegmentIssue.IP_OPTIONS.mask()
            | (config.on(ReceiveRegister.EXTENSION_RULE) ? 0 : SegmentIssue.EXTENSION.mask())
            | (anyOption ? 0 : SegmentIssue.OPTION_OTHER.mask());
    outMask = errorMask | formatMask | sackMask | SegmentIssue.FRAGMENT.mask();
    forbiddenFlags = TcpHeader.RST | TcpHeader.SYN | TcpHeader.URG | (finIn ? 0 : TcpHeader.FIN);
    maxBytes = config.get(ReceiveRegister.MAX_BYTES);
    maxSegments = config.get(ReceiveRegister.MAX_SEGMENTS);
    minStartBytes = config.get(ReceiveRegister.MIN_START_BYTES);
  }

  /** The event that sends the segment up alone: steps 1 to 3 without the empty payload. */
  int outReason(ParsedSegment segment) {
    TcpHeader tcp = segment.tcp();
    boolean cleanFlags =
        (tcp.flags() & forbiddenFlags) == 0
            && (matchFlags || tcp.any(TcpHeader.ACK) && tcp.reserved() == 0);
    if ((segment.issues() & outMask) == 0 && cleanFlags) {
      return NONE;
    }
    return slowOutReason(segment, cleanFlags);
  }

  private int slowOutReason(ParsedSegment segment, boolean cleanFlags) {
    int issues = segment.issues();
    TcpHeader tcp = segment.tcp();
    boolean fragment = SegmentIssue.FRAGMENT.in(issues);
    // The lengths and checksums of a fragment say nothing about the segment it is a piece of.
    if ((issues & (fragment ? SegmentIssue.IP_CHECKSUM.mask() : errorMask)) != 0) {
      return BAD_FRAME;
    }
    if (tcp.any(TcpHeader.RST)) {
      return RESET;
    }
    if (!cleanFlags) {
      boolean onlyFin =
          !tcp.any(TcpHeader.SYN | TcpHeader.URG)
              && (matchFlags || tcp.any(TcpHeader.ACK) && tcp.reserved() == 0);
      return onlyFin ? FIN : FLAGS;
    }
    if (fragment) {
      return FRAGMENT;
    }
    if ((issues & sackMask) != 0) {
      return SACK;
    }
    return (issues & formatMask) != 0 ? FORMAT : NONE;
  }

  /** Whether a congestion mark keeps the segment out (TE-17). */
  boolean congestionOut(ParsedSegment segment) {
    return congestionOut && segment.ip().ecn() == ECN_CONGESTION;
  }

  /** Whether an aggregate may begin with the segment, for all that can be seen of it alone. */
  boolean startable(ParsedSegment segment) {
    return outReason(segment) == NONE
        && segment.payloadBytes() > 0
        && segment.payloadBytes() >= minStartBytes
        && !congestionOut(segment);
  }

  /** Whether the payload is too short to begin an aggregate with (TT-46). */
  boolean tooShortToStart(ParsedSegment segment) {
    return segment.payloadBytes() < minStartBytes;
  }

  /** Whether the segment shows the beginning of a connection. */
  boolean begins(ParsedSegment segment) {
    TcpHeader tcp = segment.tcp();
    return tcp.any(TcpHeader.SYN)
        && !tcp.any(TcpHeader.RST | TcpHeader.FIN)
        && slowOutReason(segment, false) == FLAGS;
  }

  /** The event by which an aggregate of this segment alone would be complete. */
  int closesAtOnce(ParsedSegment segment) {
    int datagramBytes = segment.ip().bytes() + segment.tcp().bytes() + segment.payloadBytes();
    return closesAfter(segment.tcp().flags(), false, datagramBytes, 1);
  }

  /**
   * The event by which an aggregate is complete after a member came in.
   *
   * @param memberFlags flags of the member
   * @param farAhead whether its acknowledgment is beyond the threshold
   * @param datagramBytes of the aggregate with it
   * @param segments of the aggregate with it
   */
  int closesAfter(int memberFlags, boolean farAhead, int datagramBytes, int segments) {
    if (finIn && (memberFlags & TcpHeader.FIN) != 0) {
      return EndReason.FIN;
    }
    if (farAhead) {
      return EndReason.ACKNOWLEDGMENT;
    }
    if (fillCloses && datagramBytes >= maxBytes) {
      return EndReason.MAX_BYTES;
    }
    if (fillCloses && maxSegments != 0 && segments >= maxSegments) {
      return EndReason.MAX_SEGMENTS;
    }
    if (pushCloses && (memberFlags & TcpHeader.PSH) != 0) {
      return EndReason.PUSH;
    }
    return NONE;
  }
}
