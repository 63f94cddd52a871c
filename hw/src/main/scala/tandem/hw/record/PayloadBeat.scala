package tandem.hw.record

import chisel3._
import tandem.hw.NicParams

/** The next bytes of the data of a read request. */
class PayloadBeat(p: NicParams) extends Bundle {

  /** The slot of the request. */
  val slot = UInt(p.slotBits.W)

  /** Bytes in this beat, 1 to 64; less than 64 only in the last of a request. */
  val bytes = UInt(7.W)
  val last  = Bool()

  /** The bytes, the first of them lowest; zero above `bytes`. */
  val data = UInt(512.W)
}
