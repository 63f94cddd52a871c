package tandem.hw.rx

import chisel3._
import tandem.hw.NicParams

/** Adds up the 16-bit words of an IP datagram while its beats go by; the sum is exact.
  *
  *   - accepts: a beat each cycle in which `valid` is set
  *   - gives: the sum of all up to and including the beat that is there
  */
class PacketSum extends Module {
  val valid = IO(Input(Bool()))
  val data  = IO(Input(UInt((8 * NicParams.BeatBytes).W)))

  /** Number of the beat in its frame. */
  val index = IO(Input(UInt(11.W)))

  /** Where the datagram begins in the frame, in the first beat. */
  val start = IO(Input(UInt(5.W)))

  /** Where it ends in the frame, by its header. */
  val end = IO(Input(UInt(18.W)))
  val sum = IO(Output(UInt(PacketSum.widthBits.W)))

  private val isFirst  = index === 0.U
  private val endBeat  = end >> 6
  private val endsHere = endBeat === index
  private val isBehind = endBeat < index
  private val lanes = HeaderBytes(data).zipWithIndex.map { case (byte, lane) =>
    val isBefore = isFirst && lane.U < start
    val isAfter  = isBehind || endsHere && lane.U >= end(5, 0)
    Mux(isBefore || isAfter, 0.U(8.W), byte)
  }
  private val earlier = Reg(UInt(PacketSum.widthBits.W))
  sum := Mux(isFirst, 0.U, earlier) + HeaderBytes.sum(lanes)
  when(valid) { earlier := sum }
}

object PacketSum {

  /** Enough for 2^15 + 32 words, which is the longest frame. */
  val widthBits = 32
}
