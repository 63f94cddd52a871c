package tandem.hw

import chisel3._
import chisel3.util.{Reverse, UIntToOH, log2Ceil}

/** Choices among bits that stand for the places of a ring. */
object CircularBits {

  /** The lowest bit that is set, alone. */
  def lowest(bits: UInt): UInt = bits & ~(fromFirst(bits) << 1)(bits.getWidth - 1, 0)

  /** The lowest bit that is set and all above it. Doubling steps: an adder would be a chain as long
    * as the word.
    */
  def fromFirst(bits: UInt): UInt =
    Iterator
      .iterate(1)(_ * 2)
      .takeWhile(_ < bits.getWidth)
      .foldLeft(bits)((upTo, step) => upTo | (upTo << step)(bits.getWidth - 1, 0))

  /** The bit of place `index`. */
  def at(bits: UInt, index: UInt): Bool = (bits & UIntToOH(index, bits.getWidth)).orR

  /** The number of the place whose bit is set alone; 0 where none is. */
  def index(oneHot: UInt): UInt = {
    val places = oneHot.getWidth
    if (places == 1) 0.U(1.W)
    else
      VecInit
        .tabulate(log2Ceil(places)) { bit =>
          val ones =
            (0 until places).filter(i => (i >> bit & 1) == 1).foldLeft(BigInt(0))(_ setBit _)
          (oneHot & ones.U(places.W)).orR
        }
        .asUInt
  }

  /** The bits below place `index`. Shifted down and turned round, as a shift up would widen. */
  def below(index: UInt, places: Int): UInt = ~Reverse(all(places) >> index)

  private def all(places: Int): UInt = ((BigInt(1) << places) - 1).U(places.W)

  /** The first bit that is set from place `index` on, going round, alone. */
  def firstFrom(bits: UInt, index: UInt): UInt = {
    val behind = bits & ~below(index, bits.getWidth)
    Mux(behind.orR, lowest(behind), lowest(bits))
  }

  /** The places from place `index` on, going round, that lie before the first bit that is set. */
  def beforeFirstFrom(bits: UInt, index: UInt): UInt = {
    val low     = below(index, bits.getWidth)
    val highest = bits & ~low
    val around  = Mux(highest.orR, 0.U, ~fromFirst(bits & low) & low)
    (~fromFirst(highest) & ~low) | around
  }

  /** The `length` places from place `start` on, `length` up to all. */
  def span(start: UInt, length: UInt, places: Int): UInt = {
    val end      = (start + length)(start.getWidth - 1, 0)
    val fromHere = ~below(start, places)
    val toEnd    = below(end, places)
    val isAll    = length >= places.U
    val wraps    = end < start
    Mux(
      isAll,
      all(places),
      Mux(wraps, fromHere | toEnd, fromHere & toEnd)
    )
  }
}
