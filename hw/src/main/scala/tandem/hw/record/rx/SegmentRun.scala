package tandem.hw.record.rx

import chisel3._

/** Which unit it is, of what it consists and why it ended. */
abstract class RunIdentity extends Bundle {

  /** Number of the unit, modulo 2^32. */
  val run   = UInt(32.W)
  val kind  = RunKind()
  val guest = UInt(8.W)
  val path  = RunPath()

  /** Queue of the library, 0 without. */
  val queue = UInt(16.W)

  /** Entry of the flow, 0 where it is not tracked. */
  val entry   = UInt(16.W)
  val tracked = Bool()

  /** Number of the frame the header comes from. */
  val frame = UInt(32.W)

  /** Data segments collected; 1 of a frame that passes. */
  val segments     = UInt(16.W)
  val pureAcks     = UInt(16.W)
  val dupAcks      = UInt(8.W)
  val payloadBytes = UInt(16.W)

  /** Arrival of the first member. */
  val openCycle  = UInt(48.W)
  val closeCycle = UInt(48.W)

  /** As in [[EndReason]]. */
  val endReason      = UInt(EndReason.widthBits.W)
  val outOfOrder     = Bool()
  val checksumStatus = ChecksumStatus()
}

/** A unit on its way to the host. */
class SegmentRun extends RunIdentity with HeaderFields {

  /** Latest less first timestamp. */
  val timestampDelta = UInt(32.W)

  /** As it stands in the first frame, as `tcpHeaderChecksum`. */
  val ipHeaderChecksum  = UInt(16.W)
  val tcpHeaderChecksum = UInt(16.W)
  val payloadSum        = UInt(16.W)

  /** Of a frame that passes, else 0. */
  val issues      = UInt(SegmentIssue.widthBits.W)
  val segmentKind = SegmentKind()

  /** Bytes the host gets. */
  val frameBytes             = UInt(17.W)
  val transmitValid          = Bool()
  val transmitSequence       = UInt(32.W)
  val transmitAcknowledgment = UInt(32.W)
  val transmitWindow         = UInt(16.W)
}
