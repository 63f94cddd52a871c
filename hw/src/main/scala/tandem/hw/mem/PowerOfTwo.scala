package tandem.hw.mem

import chisel3._
import chisel3.util.{Mux1H, log2Ceil}

/** Division and multiplication by a configured power of two, given as the number itself: its one
  * bit selects the shift, so nothing has to encode it. A unit of 0 gives 0.
  */
object PowerOfTwo {

  /** `value / unit`, rounded up, where `unit` is one of `units`. */
  def ceilDivide(value: UInt, unit: UInt, units: Seq[Int]): UInt = {
    val choices  = shifts(units)
    val selected = choices.map(shift => unit(shift))
    val quotient = Mux1H(selected, choices.map(shift => value >> shift))
    val rest     = Mux1H(selected, choices.map(shift => value(shift - 1, 0).orR))
    quotient +& rest
  }

  /** `value * unit`, where `unit` is one of `units`. */
  def multiply(value: UInt, unit: UInt, units: Seq[Int]): UInt =
    Mux1H(shifts(units).map(shift => unit(shift) -> (value << shift)))

  /** Length of the last of the pieces of `unitMask + 1` that `length` is cut into from its start; a
    * length of 0 stands for a multiple of the unit.
    */
  def lastPiece(length: UInt, unitMask: UInt): UInt = ((length - 1.U) & unitMask) +& 1.U

  private def shifts(units: Seq[Int]): Seq[Int] = units.filter(_ != 0).map(log2Ceil(_))
}
