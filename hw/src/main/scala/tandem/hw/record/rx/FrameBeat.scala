package tandem.hw.record.rx

import chisel3._

/** The next bytes of a frame from the wire. */
class FrameBeat extends Bundle {

  /** The bytes, the first of them lowest; zero above `bytes`. */
  val data = UInt(512.W)

  /** Bytes in this beat, 1 to 64; less than 64 only in the last of a frame. */
  val bytes = UInt(7.W)
  val last  = Bool()

  /** Owner of the frame, the same on all its beats. */
  val guest = UInt(8.W)

  /** Stamp of the MAC, cycles; of the last beat counts. */
  val time = UInt(48.W)
}
