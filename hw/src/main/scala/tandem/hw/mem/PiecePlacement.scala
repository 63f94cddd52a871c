package tandem.hw.mem

import chisel3._
import chisel3.util.Cat
import tandem.hw.NicParams

/** The part of a piece that goes into one beat. */
class BeatPart extends Bundle {

  /** One bit for each byte of the beat that the piece fills. */
  val lanes = UInt(NicParams.BeatBytes.W)

  /** How many those are, 0 to 64. */
  val bytes = UInt(7.W)
}

/** Lays a piece of data over the beat it begins in and the next one; combinational.
  *
  * A piece is no longer than a beat, so no lane is filled in both: one rotation serves them.
  */
class PiecePlacement extends Module {

  /** Where the piece begins inside its first beat, bytes. */
  val start = IO(Input(UInt(6.W)))

  /** Length of the piece, 1 to 64. */
  val bytes   = IO(Input(UInt(7.W)))
  val data    = IO(Input(UInt((NicParams.BeatBytes * 8).W)))
  val first   = IO(Output(new BeatPart))
  val second  = IO(Output(new BeatPart))
  val rotated = IO(Output(UInt((NicParams.BeatBytes * 8).W)))

  private val room     = NicParams.BeatBytes.U - start
  private val overhang = bytes > room
  private val around   = PiecePlacement.rotate(PiecePlacement.lanesBelow(bytes), start, 1)
  private val before   = PiecePlacement.lanesBelow(start)

  first.bytes  := Mux(overhang, room, bytes)
  first.lanes  := around & ~before
  second.bytes := Mux(overhang, bytes - room, 0.U)
  second.lanes := around & before
  rotated      := PiecePlacement.rotate(data, start, 8)
}

object PiecePlacement {

  /** The lanes of a beat that its first `bytes` fill. */
  def lanesBelow(bytes: UInt): UInt =
    Cat((0 until NicParams.BeatBytes).reverse.map(lane => bytes > lane.U))

  /** `word`, in which a lane has `laneBits`, turned upward by `lanes`. */
  private def rotate(word: UInt, lanes: UInt, laneBits: Int): UInt =
    (0 until lanes.getWidth).foldLeft(word) { (turned, step) =>
      val top = word.getWidth
      val cut = top - (laneBits << step)
      Mux(lanes(step), Cat(turned(cut - 1, 0), turned(top - 1, cut)), turned)
    }
}
