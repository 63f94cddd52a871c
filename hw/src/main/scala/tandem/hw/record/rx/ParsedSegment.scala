package tandem.hw.record.rx

import chisel3._

/** Which frame it is, and what was noticed about it. */
abstract class FrameIdentity extends Bundle {

  /** Arrival number from 0, modulo 2^32. */
  val frame      = UInt(32.W)
  val frameBytes = UInt(17.W)
  val guest      = UInt(8.W)

  /** When its last beat was taken, or the stamp of the MAC. */
  val arrivalCycle = UInt(48.W)
  val kind         = SegmentKind()

  /** Bits as in [[SegmentIssue]]. */
  val issues = UInt(SegmentIssue.widthBits.W)
}

/** A frame after parsing. */
class ParsedSegment extends FrameIdentity with HeaderFields {

  /** Where the TCP payload begins in the frame. */
  val headerBytes = UInt(9.W)

  /** Bytes of TCP payload, 0 where lengths cannot be trusted. */
  val payloadBytes = UInt(16.W)
  val ipChecksum   = ChecksumStatus()
  val tcpChecksum  = ChecksumStatus()

  /** Ones'-complement sum of the payload, not inverted. */
  val payloadSum = UInt(16.W)

  /** Of the flow; selects the row of the flow table only. */
  val hash = UInt(32.W)

  /** As it stands in the frame, as `tcpHeaderChecksum`. */
  val ipHeaderChecksum  = UInt(16.W)
  val tcpHeaderChecksum = UInt(16.W)

  /** Whether `issue` of [[SegmentIssue]] was noticed. */
  def has(issue: Int): Bool = issues(issue)
}

/** A frame with the entry of its flow. */
class FlowSegment extends ParsedSegment {

  /** An entry had this key. */
  val hit = Bool()

  /** An entry was taken for it. */
  val allocated = Bool()

  /** That entry held another flow. */
  val replaced = Bool()

  /** row * flowWays + way; 0 without entry. */
  val entry = UInt(16.W)
}
