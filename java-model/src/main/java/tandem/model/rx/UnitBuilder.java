package tandem.model.rx;

import tandem.model.record.ChecksumStatus;
import tandem.model.record.FlowSegment;
import tandem.model.record.ParsedSegment;
import tandem.model.record.RunKind;
import tandem.model.record.RunPath;
import tandem.model.record.SegmentIssue;
import tandem.model.record.SegmentKind;
import tandem.model.record.SegmentRun;
import tandem.model.record.TcpHeader;
import tandem.model.record.TransmitState;

/** Puts together what is told of a unit when it is delivered (TT-30 to TT-34). */
final class UnitBuilder {
  private static final int CHECKSUMS =
      SegmentIssue.IP_CHECKSUM.mask() | SegmentIssue.TCP_CHECKSUM.mask();
  private static final FlowState UNKNOWN = new FlowState(false);

  private final boolean latestTimestamp;

  UnitBuilder(ReceiveConfig config) {
    latestTimestamp = config.on(ReceiveRegister.TIMESTAMP_MODE);
  }

  /**
   * A run that ends.
   *
   * @param flow its flow, null if that has no entry
   * @param entry the flow's entry
   */
  SegmentRun collected(
      Run run,
      RunKind kind,
      FlowState flow,
      int entry,
      int reason,
      long closeCycle,
      boolean outOfOrder) {
    FlowState known = flow == null ? UNKNOWN : flow;
    return new SegmentRun(
        run.number,
        kind,
        run.guest,
        known.path,
        known.queue,
        flow == null ? 0 : entry,
        flow != null,
        run.firstFrame,
        run.segments,
        run.pureAcks,
        run.dupAcks,
        run.payloadBytes,
        run.openCycle,
        closeCycle,
        reason,
        outOfOrder,
        ChecksumStatus.GOOD,
        run.link,
        run.ip(run.hopLimit),
        header(run),
        run.hasTimestamp ? run.latestTimestamp - run.firstTimestamp : 0,
        run.ipHeaderChecksum,
        run.tcpHeaderChecksum,
        run.payloadSum,
        0,
        SegmentKind.TCP,
        run.headerBytes + run.payloadBytes,
        known.transmit);
  }

  /** A frame that goes up alone; {@code flow} is null if it has no entry. */
  SegmentRun passed(long number, FlowSegment found, FlowState flow, int reason) {
    ParsedSegment segment = found.segment();
    return new SegmentRun(
        number,
        RunKind.PASS,
        segment.guest(),
        flow == null ? RunPath.KERNEL : flow.path,
        flow == null ? 0 : flow.queue,
        found.entry(),
        found.tracked(),
        segment.frame(),
        1,
        0,
        0,
        segment.payloadBytes(),
        segment.arrivalCycle(),
        segment.arrivalCycle(),
        reason,
        false,
        status(segment),
        segment.link(),
        segment.ip(),
        segment.tcp(),
        0,
        segment.ipHeaderChecksum(),
        segment.tcpHeaderChecksum(),
        segment.payloadSum(),
        segment.issues(),
        segment.kind(),
        segment.frameBytes(),
        flow == null ? TransmitState.NONE : flow.transmit);
  }

  private static ChecksumStatus status(ParsedSegment segment) {
    if ((segment.issues() & CHECKSUMS) != 0) {
      return ChecksumStatus.BAD;
    }
    return segment.tcpChecksum();
  }

  private TcpHeader header(Run run) {
    return latestTimestamp
        ? run.tcp(run.acknowledgment, run.flags, run.window, run.latestTimestamp, run.latestEcho)
        : run.tcp(run.acknowledgment, run.flags, run.window);
  }
}
