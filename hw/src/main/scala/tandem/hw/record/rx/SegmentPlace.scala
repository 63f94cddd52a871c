package tandem.hw.record.rx

import chisel3._

/** Where a frame went, or which runs have become one. */
class SegmentPlace extends Bundle {
  val op    = PlaceOp()
  val frame = UInt(32.W)
  val run   = UInt(32.W)

  /** The run that was joined to `run`; 0 of a frame. */
  val other = UInt(32.W)

  /** Of the first byte of the frame in the run; 0 of a frame that passes. */
  val sequence = UInt(32.W)

  /** Bytes of the frame in the run. */
  val bytes = UInt(17.W)
}
