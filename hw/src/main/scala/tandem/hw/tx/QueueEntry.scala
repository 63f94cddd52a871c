package tandem.hw.tx

import chisel3._
import tandem.hw.NicParams
import tandem.hw.record.WorkOp

/** A posted work request in its queue. */
class QueueEntry(p: NicParams) extends Bundle {
  val guest      = UInt(p.guestBits.W)
  val connection = UInt(p.connectionBits.W)
  val op         = UInt(WorkOp.widthBits.W)
  val bytes      = UInt(32.W)
  val fence      = Bool()
  val fail       = Bool()
  val address    = UInt(p.addressBits.W)
  val entry      = UInt(32.W)
}

/** What the scan needs of a posted work request. */
class ScanKey(p: NicParams) extends Bundle {
  val connection = UInt(p.connectionBits.W)
  val barrier    = Bool()
}

/** What a scanner offers to be picked. */
class ScanChoice(p: NicParams) extends Bundle {
  val request = new QueueEntry(p)

  /** Position of the first entry beyond the window. */
  val windowTail = UInt(32.W)
}
