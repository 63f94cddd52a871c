package tandem.hw.record

import chisel3._
import tandem.hw.NicParams

/** A piece of the data of a read burst, as memory returns it. */
class ReadCompletion(p: NicParams) extends Bundle {

  /** The slot of the request. */
  val slot = UInt(p.slotBits.W)

  /** Where the piece begins inside its request, bytes. */
  val offset = UInt(p.lengthBits.W)

  /** Length of the piece, 1 to 64. */
  val bytes = UInt(7.W)

  /** The piece from its first byte, which is the lowest; what lies above `bytes` has no meaning. */
  val data = UInt(512.W)
}
