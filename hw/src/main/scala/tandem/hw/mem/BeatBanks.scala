package tandem.hw.mem

import chisel3._
import tandem.hw.NicParams

/** The data of a ring of beats, the even ones in one memory and the odd ones in another, so that a
  * piece that straddles two beats is written at once.
  *
  *   - accepts: a write each cycle, to a beat and the one behind it
  *   - gives: the beat asked for, in the cycle after; what was written a cycle before is in it
  *   - never: reads a beat in the cycle in which it is written, which the user must not ask for
  */
class BeatBanks(p: NicParams) extends Module {
  private val lanes = NicParams.BeatBytes

  val write = IO(Input(Bool()))

  /** The beat in which the piece begins. */
  val beat   = IO(Input(UInt(p.beatBits.W)))
  val first  = IO(Input(UInt(lanes.W)))
  val second = IO(Input(UInt(lanes.W)))
  val piece  = IO(Input(UInt((lanes * 8).W)))

  val readBeat = IO(Input(UInt(p.beatBits.W)))
  val data     = IO(Output(UInt((lanes * 8).W)))

  private val bytes   = VecInit.tabulate(lanes)(lane => piece(lane * 8 + 7, lane * 8))
  private val isOdd   = beat(0)
  private val half    = beat(p.beatBits - 1, 1)
  private val readOdd = RegNext(readBeat(0))

  // An odd beat is followed by the even one of the next row.
  private val even = bank(half + isOdd, Mux(isOdd, second, first))
  private val odd  = bank(half, Mux(isOdd, first, second))
  data := Mux(readOdd, odd, even)

  private def bank(row: UInt, enabled: UInt): UInt = {
    val memory = SyncReadMem(p.reassemblyBeats / 2, Vec(lanes, UInt(8.W)))
    when(write) {
      memory.write(row, bytes, enabled.asBools)
    }
    memory.read(readBeat(p.beatBits - 1, 1)).asUInt
  }
}
