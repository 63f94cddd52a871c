package tandem.hw

import chisel3._

/** A 64-bit counter. */
object RunningSum {

  /** What `step` was in all cycles before, added up; wraps. */
  def apply(step: UInt): UInt = {
    val total = RegInit(0.U(64.W))
    total := total + step
    total
  }
}
