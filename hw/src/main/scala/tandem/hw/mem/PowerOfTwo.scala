package tandem.hw.mem

import chisel3._
import chisel3.util.{Cat, Mux1H, log2Ceil}

/** Division and multiplication by a configured power of two, given by one bit for each that it may
  * be: the bit selects the shift, so nothing has to encode it. Without a bit they give 0.
  */
object PowerOfTwo {

  /** How many bits say which of `units` a number is; none of them says 0. */
  def choices(units: Seq[Int]): Int = shifts(units).size

  /** The bit for each of `units`, which are in rising order. */
  def choice(unit: UInt, units: Seq[Int]): UInt = Cat(shifts(units).map(unit(_)).reverse)

  /** `value / unit`, rounded up. */
  def ceilDivide(value: UInt, choice: UInt, units: Seq[Int]): UInt = {
    val selected = bits(choice, units)
    val quotient = Mux1H(selected, shifts(units).map(shift => value >> shift))
    val rest     = Mux1H(selected, shifts(units).map(shift => value(shift - 1, 0).orR))
    quotient +& rest
  }

  /** `value * unit`. */
  def multiply(value: UInt, choice: UInt, units: Seq[Int]): UInt =
    Mux1H(bits(choice, units), shifts(units).map(shift => value << shift))

  /** Length of the last of the pieces of `unitMask + 1` that `length` is cut into from its start; a
    * length of 0 stands for a multiple of the unit.
    */
  def lastPiece(length: UInt, unitMask: UInt): UInt = ((length - 1.U) & unitMask) +& 1.U

  /** `value / unit`, rounded down. */
  def divide(value: UInt, choice: UInt, units: Seq[Int]): UInt =
    Mux1H(bits(choice, units), shifts(units).map(shift => value >> shift))

  /** The bits of a number that are inside `unit`, a power of two; none for a unit of 0. */
  def mask(unit: UInt): UInt = {
    val above = (2 until unit.getWidth).map(place => (unit >> place).orR)
    Cat(above.reverse :+ (unit.orR && !unit(0)))
  }

  private def bits(choice: UInt, units: Seq[Int]): Seq[Bool] = shifts(units).indices.map(choice(_))
  private def shifts(units: Seq[Int]): Seq[Int]              = units.filter(_ != 0).map(log2Ceil(_))
}
