package tandem.hw.record.rx

import chisel3._

/** Addresses and ports of a frame, which name its connection. */
trait ConnectionFields extends Bundle {
  val ipVersion       = UInt(4.W)
  val sourceHigh      = UInt(64.W)
  val sourceLow       = UInt(64.W)
  val destinationHigh = UInt(64.W)
  val destinationLow  = UInt(64.W)
  val sourcePort      = UInt(16.W)
  val destinationPort = UInt(16.W)
}

/** Which frame it is, from whom and to whom. */
abstract class SteeringIdentity extends Bundle {
  val frame = UInt(32.W)

  /** The sender, by the queue it came from; without meaning from the wire. */
  val guest      = UInt(8.W)
  val source     = SteeringSource()
  val frameBytes = UInt(17.W)
  val kind       = SegmentKind()

  /** Bits as in [[SegmentIssue]]. */
  val issues = UInt(SegmentIssue.widthBits.W)

  /** The first byte is the highest, as `sourceMac`. */
  val destinationMac = UInt(48.W)
  val sourceMac      = UInt(48.W)
  val vlanTags       = UInt(2.W)

  /** TPID * 65536 + TCI. */
  val outerTag = UInt(32.W)
}

/** What steering looks at of a frame. */
class SteeringHeader extends SteeringIdentity with ConnectionFields

/** Where one copy of a frame goes. */
class GuestSegment extends Bundle {
  val frame = UInt(32.W)

  /** The receiver; 0 of what no guest receives. */
  val guest  = UInt(8.W)
  val queue  = UInt(16.W)
  val target = SteeringTarget()
  val reason = SteeringReason()

  /** Number of the copy of this frame. */
  val copy   = UInt(9.W)
  val last   = Bool()
  val source = SteeringSource()

  /** The guest that sent it; 0 from the wire. */
  val sender     = UInt(8.W)
  val frameBytes = UInt(17.W)
}

/** Which table changes, and what it learns. */
abstract class SteeringOrder extends Bundle {
  val tag = UInt(16.W)

  /** The guest on whose page it came. */
  val issuer = UInt(8.W)

  /** A number of [[SteeringOp]], or beyond. */
  val op        = UInt(SteeringOp.widthBits.W)
  val guest     = UInt(8.W)
  val mac       = UInt(48.W)
  val vlan      = UInt(12.W)
  val queue     = UInt(16.W)
  val enabled   = Bool()
  val antiSpoof = Bool()
  val loopback  = Bool()

  /** A number of [[SegmentKind]], or beyond. */
  val kind = UInt(3.W)
}

/** The trusted guest changes a table; the connection as in received frames. */
class SteeringCommand extends SteeringOrder with ConnectionFields

/** What became of a command. */
class SteeringAnswer extends Bundle {
  val tag    = UInt(16.W)
  val issuer = UInt(8.W)
  val op     = UInt(SteeringOp.widthBits.W)
  val status = SteeringStatus()
}
