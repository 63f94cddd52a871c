package tandem.hw.record

import chisel3._
import tandem.hw.NicParams

/** The one completion of a request; completions come in the order of acceptance. */
class SpanDone(p: NicParams) extends Bundle {
  val op     = HostOp()
  val guest  = UInt(p.guestBits.W)
  val tag    = UInt(p.tagBits.W)
  val slot   = UInt(p.slotBits.W)
  val status = SpanStatus()
}
