package tandem.model.rx;

import static tandem.model.record.EndReason.BEHIND;
import static tandem.model.record.EndReason.DUPLICATE_ACK;
import static tandem.model.record.EndReason.ECN;
import static tandem.model.record.EndReason.HOLE;
import static tandem.model.record.EndReason.NONE;
import static tandem.model.record.EndReason.NO_BUFFER;
import static tandem.model.record.EndReason.NO_PAYLOAD;

import tandem.model.record.ParsedSegment;
import tandem.model.record.TcpHeader;

/** Which event, if any, a segment of a tracked flow is; the order is that of TT-21. */
final class FlowRules {
  private final SegmentRules segmentRules;
  private final RunRules runRules;
  private final IsleKeeper isles;
  private final boolean windowIn;
  private final long dupAckThreshold;
  private final boolean holeOut;
  private final boolean behindNew;

  FlowRules(ReceiveConfig config, SegmentRules segmentRules, RunRules runRules, IsleKeeper isles) {
    this.segmentRules = segmentRules;
    this.runRules = runRules;
    this.isles = isles;
    windowIn = config.on(ReceiveRegister.PURE_ACK_RULE);
    dupAckThreshold = config.get(ReceiveRegister.DUP_ACK_THRESHOLD);
    holeOut = config.on(ReceiveRegister.HOLE_RULE);
    behindNew = config.on(ReceiveRegister.BEHIND_RULE);
  }

  /** What becomes of the segment; {@code noBuffer} tells that its guest's buffers are empty. */
  Verdict decide(FlowState flow, ParsedSegment segment, boolean noBuffer) {
    int out = segmentRules.outReason(segment);
    if (out != NONE) {
      return Verdict.out(out);
    }
    if (segment.payloadBytes() == 0) {
      return pureAck(flow, segment);
    }
    if (noBuffer) {
      return Verdict.out(NO_BUFFER);
    }
    int ahead = flow.expectedValid ? segment.tcp().sequence() - flow.expected : 0;
    if (ahead < 0 || flow.overlapsIsle(segment)) {
      return behindNew ? Verdict.startNew(BEHIND) : Verdict.out(BEHIND);
    }
    if (ahead > 0) {
      return hole(flow, segment);
    }
    Verdict differing = template(flow, segment);
    if (differing == null && !flow.run.isEmpty()) {
      differing = runRules.compare(flow.run, segment);
    }
    return differing == null ? Verdict.IN : differing;
  }

  private Verdict pureAck(FlowState flow, ParsedSegment segment) {
    if (!absorbable(flow, segment)) {
      return Verdict.out(NO_PAYLOAD);
    }
    if (segment.tcp().window() != flow.run.window) {
      return windowIn ? Verdict.ABSORB_WINDOW : Verdict.out(NO_PAYLOAD);
    }
    if (dupAckThreshold == 0) {
      return Verdict.out(NO_PAYLOAD);
    }
    return flow.run.dupAcks + 1 < dupAckThreshold
        ? Verdict.ABSORB_DUPLICATE
        : Verdict.out(DUPLICATE_ACK);
  }

  private boolean absorbable(FlowState flow, ParsedSegment segment) {
    TcpHeader tcp = segment.tcp();
    Run run = flow.run;
    return !run.isEmpty()
        && !tcp.any(TcpHeader.FIN | TcpHeader.PSH)
        && tcp.sequence() == flow.expected
        && tcp.acknowledgment() == run.acknowledgment
        && template(flow, segment) == null
        && !runRules.timestampBehind(run, segment);
  }

  private Verdict hole(FlowState flow, ParsedSegment segment) {
    if (isles.enabled()) {
      Verdict differing = template(flow, segment);
      if (differing != null) {
        return differing;
      }
      if (isles.canKeep(flow, segment)) {
        return Verdict.ISLE;
      }
    }
    return holeOut ? Verdict.out(HOLE) : Verdict.startNew(HOLE);
  }

  /** TE-17 and TE-18; null if neither holds. */
  private Verdict template(FlowState flow, ParsedSegment segment) {
    if (segmentRules.congestionOut(segment)) {
      return Verdict.out(ECN);
    }
    if (!flow.isOpen()) {
      return null;
    }
    int reason = runRules.templateReason(flow, segment);
    return reason == NONE ? null : Verdict.startNew(reason);
  }
}
