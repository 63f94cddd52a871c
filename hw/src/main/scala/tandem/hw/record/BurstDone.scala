package tandem.hw.record

import chisel3._
import tandem.hw.NicParams

/** The answer of host memory to one burst; answers come in any order. */
class BurstDone(p: NicParams) extends Bundle {
  val slot   = UInt(p.slotBits.W)
  val failed = Bool()
}
