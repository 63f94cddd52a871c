package tandem.hw

import chisel3._
import chisel3.util.Decoupled

/** A register in a stream: a step of a pipeline that waits where its output waits.
  *
  *   - accepts: a record while it is empty or its record is taken
  *   - gives: it from the next cycle on
  *   - keeps order of: records
  *   - never: cuts `ready`, which goes through it in the same cycle
  */
class PipeStage[T <: Data](record: T) extends Module {
  val in  = IO(Flipped(Decoupled(record)))
  val out = IO(Decoupled(record))

  private val isFull = RegInit(false.B)
  private val held   = Reg(record)

  in.ready  := !isFull || out.ready
  out.valid := isFull
  out.bits  := held
  when(in.ready) {
    isFull := in.valid
    held   := in.bits
  }
}
