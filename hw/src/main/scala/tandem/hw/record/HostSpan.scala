package tandem.hw.record

import chisel3._
import tandem.hw.NicParams

/** A contiguous access to host memory, its address final (translated). */
class HostSpan(p: NicParams) extends Bundle {
  val op      = HostOp()
  val address = UInt(p.addressBits.W)
  val bytes   = UInt(p.lengthBits.W)

  /** Bytes right behind the request that the NIC owns and may overwrite; 0 in front of anything of
    * an application.
    */
  val padBytes = UInt(8.W)

  /** Verdict of the range check in front; false is answered REJECTED. */
  val permitted = Bool()
  val guest     = UInt(p.guestBits.W)
  val tag       = UInt(p.tagBits.W)
}
