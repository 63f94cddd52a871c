package tandem.hw

import chisel3._

/** Addition of a small number to a wide one, with half the carry: that of the lower part chooses
  * between two upper parts.
  */
object CarrySelect {

  /** `value + step`, as wide as `value`, where `step` has at most `lowBits` bits. */
  def add(value: UInt, step: UInt, lowBits: Int): UInt =
    if (value.getWidth <= lowBits) (value + step)(value.getWidth - 1, 0)
    else {
      val low  = value(lowBits - 1, 0) +& step
      val high = value >> lowBits
      Mux(low(lowBits), (high + 1.U)(high.getWidth - 1, 0), high) ## low(lowBits - 1, 0)
    }
}
