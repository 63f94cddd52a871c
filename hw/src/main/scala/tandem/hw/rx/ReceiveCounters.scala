package tandem.hw.rx

import chisel3._
import chisel3.util.{PriorityEncoder, Reverse, Valid}
import tandem.hw.record.rx.{ParsedSegment, RunKind, SegmentIssue, SegmentKind, SegmentRun}

/** Counts frames, units and what the coalescer does.
  *
  *   - accepts: what passes, every cycle
  *   - gives: the counters, up to date two cycles behind
  *   - never: holds anything up
  */
class ReceiveCounters extends Module {
  val segment  = IO(Flipped(Valid(new ParsedSegment)))
  val unit     = IO(Flipped(Valid(new SegmentRun)))
  val activity = IO(Input(new CoalescerActivity))
  val counts   = IO(Output(new ReceiveCounts))

  private val hasFrame = RegNext(segment.valid, false.B)
  private val run      = RegNext(unit.bits)
  private val hasRun   = RegNext(unit.valid, false.B)
  private val now      = RegNext(activity, 0.U.asTypeOf(new CoalescerActivity))

  private def sum(name: String, counts: Bool, step: UInt): Unit = {
    val total = RegInit(0.U(64.W))
    when(counts) { total := total + step }
    this.counts(name) := total
  }
  private def most(name: String, counts: Bool, value: UInt): Unit = {
    val greatest = RegInit(0.U(64.W))
    when(counts && value > greatest) { greatest := value }
    this.counts(name) := greatest
  }
  private def histogram(name: String, buckets: Int, counts: Bool, bucket: UInt): Unit =
    for (k <- 0 until buckets) sum(s"$name$k", counts && bucket === k.U, 1.U)

  // Frames.
  private def frames(name: String, holds: Bool): Unit =
    sum(name, hasFrame && RegNext(holds), 1.U)
  private def ofKind(name: String, kind: SegmentKind.Type): Unit =
    frames(name, segment.bits.kind === kind)
  private def withIssue(name: String, issues: Int*): Unit =
    frames(name, issues.map(segment.bits.has).reduce(_ || _))
  sum("frames", hasFrame, 1.U)
  sum("frameBytes", hasFrame, RegNext(segment.bits.frameBytes))
  ofKind("notIpFrames", SegmentKind.NOT_IP)
  ofKind("arpFrames", SegmentKind.ARP)
  ofKind("otherIpFrames", SegmentKind.OTHER_IP)
  ofKind("udpFrames", SegmentKind.UDP)
  ofKind("tcpFrames", SegmentKind.TCP)
  ofKind("malformedFrames", SegmentKind.MALFORMED)
  withIssue("ipChecksumErrors", SegmentIssue.IP_CHECKSUM)
  withIssue("tcpChecksumErrors", SegmentIssue.TCP_CHECKSUM)
  withIssue(
    "lengthErrors",
    SegmentIssue.TRUNCATED,
    SegmentIssue.TRAILER,
    SegmentIssue.DATA_OFFSET,
    SegmentIssue.TCP_HEADER
  )
  withIssue("paddedFrames", SegmentIssue.PADDED)
  withIssue("fragments", SegmentIssue.FRAGMENT)

  // Units.
  private val isAggregate = hasRun && run.kind === RunKind.AGGREGATE
  private val isPass      = hasRun && run.kind === RunKind.PASS
  private val isDrop      = hasRun && run.kind === RunKind.DROP
  private val delay       = run.closeCycle - run.openCycle
  sum("aggregates", isAggregate, 1.U)
  sum("aggregatedSegments", isAggregate, run.segments)
  sum("aggregatedBytes", isAggregate, run.payloadBytes)
  sum("passedFrames", isPass, 1.U)
  sum("passedBytes", isPass, run.frameBytes)
  sum("droppedSegments", isDrop, run.segments)
  sum("droppedBytes", isDrop, run.payloadBytes)
  sum("delayCycles", isAggregate, delay)
  most("delayCyclesMax", isAggregate, delay)

  private def bitLength(value: UInt): UInt =
    Mux(value === 0.U, 0.U, value.getWidth.U - PriorityEncoder(Reverse(value)))
  private val delayBits   = bitLength(delay)
  private val lastBucket  = (ReceiveCounts.DelayBuckets - 1).U
  private val delayBucket = Mux(delayBits > lastBucket, lastBucket, delayBits)
  histogram("delay", ReceiveCounts.DelayBuckets, isAggregate, delayBucket)
  histogram(
    "segmentsPerAggregate",
    ReceiveCounts.SegmentBuckets,
    isAggregate,
    bitLength(run.segments) - 1.U
  )
  histogram("endReason", ReceiveCounts.Reasons, isAggregate || isDrop, run.endReason)
  histogram("passReason", ReceiveCounts.Reasons, isPass, run.endReason)

  // The coalescer.
  sum("absorbedAcks", now.absorbs, 1.U)
  sum("isleJoins", now.joins, 1.U)
  sum("evictions", now.evictions.orR, now.evictions)
  counts("entries")          := now.entries
  counts("openEntries")      := now.openEntries
  counts("isleSegmentsHeld") := now.isleHeld
  most("entriesMax", now.isSettled, now.entries)
  most("openEntriesMax", now.isSettled, now.openEntries)
}
