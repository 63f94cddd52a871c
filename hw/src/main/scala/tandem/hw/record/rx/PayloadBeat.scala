package tandem.hw.record.rx

import chisel3._

/** Bytes of a run on their way to memory, in the lanes in which they came. */
class PayloadBeat extends Bundle {
  val run = UInt(32.W)

  /** TCP sequence number of the first valid byte; of a frame that passes its offset there. */
  val sequence = UInt(32.W)

  /** Number of the first valid byte of `data`. */
  val lane = UInt(6.W)

  /** Valid bytes, 1 to 64. */
  val bytes = UInt(7.W)

  /** Whether it is the last of its frame. */
  val last = Bool()

  /** Zero where not valid. */
  val data = UInt(512.W)
}
