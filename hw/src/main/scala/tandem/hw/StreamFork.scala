package tandem.hw

import chisel3._
import chisel3.util.Decoupled

/** Gives every record of a stream to several takers, to all in the same cycle. Without state.
  *
  * A taker sees a record only when all others would take it, so none may wait for a record before
  * it is ready.
  */
class StreamFork[T <: Data](record: T, takers: Int) extends Module {
  val in  = IO(Flipped(Decoupled(record)))
  val out = IO(Vec(takers, Decoupled(record)))

  in.ready := out.map(_.ready).reduce(_ && _)
  for ((taker, i) <- out.zipWithIndex) {
    val others = out.zipWithIndex.collect { case (other, j) if j != i => other.ready }
    taker.valid := in.valid && others.reduce(_ && _)
    taker.bits  := in.bits
  }
}
