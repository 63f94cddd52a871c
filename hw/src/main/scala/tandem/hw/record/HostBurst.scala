package tandem.hw.record

import chisel3._
import tandem.hw.NicParams

/** One transaction on the bus to host memory; never crosses a page. */
class HostBurst(p: NicParams) extends Bundle {
  val op      = HostOp()
  val address = UInt(p.addressBits.W)

  /** Bytes moved, padding included, 1 to 4096. */
  val bytes = UInt(13.W)

  /** Where this burst begins inside its request, bytes. */
  val offset = UInt(p.lengthBits.W)

  /** How many of the last bytes of this burst are padding. */
  val padBytes = UInt(8.W)
  val guest    = UInt(p.guestBits.W)
  val tag      = UInt(p.tagBits.W)

  /** Acceptance number of the request modulo the number of slots. */
  val slot  = UInt(p.slotBits.W)
  val first = Bool()
  val last  = Bool()
}
