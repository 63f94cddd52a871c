package tandem.hw.tx

import chisel3._
import chisel3.util.{UIntToOH, log2Ceil}

/** Choices among bits that stand for the places of a ring. */
object CircularBits {

  /** The lowest bit that is set, alone. */
  def lowest(bits: UInt): UInt =
    if (bits.getWidth == 1) bits
    else {
      val upper = bits(bits.getWidth - 1, 1)
      Mux(bits(0), 0.U, upper & (~upper + 1.U)) ## bits(0)
    }

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

  /** The bits below place `index`. */
  def below(index: UInt, places: Int): UInt = (UIntToOH(index, places) - 1.U)(places - 1, 0)

  /** The first bit that is set from place `index` on, going round, alone. */
  def firstFrom(bits: UInt, index: UInt): UInt = {
    val behind = bits & ~below(index, bits.getWidth)
    Mux(behind.orR, lowest(behind), lowest(bits))
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
      ((BigInt(1) << places) - 1).U(places.W),
      Mux(wraps, fromHere | toEnd, fromHere & toEnd)
    )
  }
}
