package tandem.hw.record

import chisel3._
import tandem.hw.NicParams

/** A guest writes to a doorbell page. */
class PageWrite(p: NicParams) extends Bundle {

  /** Names the guest; nothing else does. */
  val pageAddress = UInt(32.W)

  /** What the guest says of itself. */
  val claimedGuest = UInt(8.W)
  val connection   = UInt(p.connectionBits.W)
  val op           = UInt(WorkOp.widthBits.W)
  val bytes        = UInt(32.W)
  val fence        = Bool()
  val barrier      = Bool()
  val fail         = Bool()
  val address      = UInt(64.W)
}

/** A slice of a request of the guest whose turn it is. */
class QueueReady(p: NicParams) extends Bundle {
  val guest      = UInt(8.W)
  val scanner    = UInt(4.W)
  val connection = UInt(p.connectionBits.W)
  val op         = UInt(WorkOp.widthBits.W)
  val bytes      = UInt(32.W)
  val fence      = Bool()
  val barrier    = Bool()
  val fail       = Bool()
  val address    = UInt(64.W)

  /** Number of the accepted page write. */
  val entry  = UInt(32.W)
  val offset = UInt(32.W)
  val first  = Bool()
  val last   = Bool()
}

/** The scheduler has picked a grant out of a scanner. */
class ScannerPicked extends Bundle {
  val scanner = UInt(4.W)
}

/** The settings of a guest. */
class ArbiterCommand(p: NicParams) extends Bundle {
  val tag = UInt(16.W)

  /** The guest on whose page it came. */
  val issuer  = UInt(8.W)
  val guest   = UInt(8.W)
  val enabled = Bool()
  val urgent  = Bool()
  val weight  = UInt(8.W)

  /** Bytes in a round of the sweep; 0 = no limit. */
  val rate            = UInt(32.W)
  val burst           = UInt(32.W)
  val connectionBase  = UInt(p.connectionBits.W)
  val connectionCount = UInt((p.connectionBits + 1).W)
}

/** What became of a command. */
object ArbiterStatus extends ChiselEnum {
  val OK             = Value
  val NOT_PRIVILEGED = Value
  val BAD_GUEST      = Value
  val BAD_WEIGHT     = Value
  val BAD_RATE       = Value
  val BAD_RANGE      = Value

  /** Done, but something of the guest is still here. */
  val BUSY = Value
}

/** The answer to a command. */
class ArbiterAnswer extends Bundle {
  val tag    = UInt(16.W)
  val issuer = UInt(8.W)
  val status = UInt(4.W)
}

/** Page writes of a guest were rejected; bits OVERFLOW, DISABLED, BAD_OFFSET, BAD_CONNECTION. */
class DoorbellReject extends Bundle {
  val guest   = UInt(8.W)
  val reasons = UInt(4.W)
}

/** A turn was prepared. */
class TurnEvent extends Bundle {
  val guest   = UInt(8.W)
  val scanner = UInt(4.W)
  val urgent  = Bool()
  val credit  = UInt(25.W)
}

/** Where a guest is behind its turn. */
object GuestPlace extends ChiselEnum {
  val IDLE      = Value
  val LISTED    = Value
  val THROTTLED = Value
}

/** A turn has ended. */
class EndEvent extends Bundle {
  val guest   = UInt(8.W)
  val charged = UInt(32.W)
  val next    = UInt(2.W)
}
