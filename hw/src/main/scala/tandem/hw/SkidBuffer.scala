package tandem.hw

import chisel3._
import chisel3.util.Decoupled

/** Two registers in a stream that cut its valid and its ready without costing throughput.
  *
  *   - accepts: a record a cycle while it holds fewer than two
  *   - gives: each record from the cycle after it came
  *   - keeps order of: records
  *   - never: lets `in.ready` depend on `out.ready` of the same cycle
  */
class SkidBuffer[T <: Data](record: T) extends Module {
  val in  = IO(Flipped(Decoupled(record)))
  val out = IO(Decoupled(record))

  private val front      = Reg(record)
  private val back       = Reg(record)
  private val frontValid = RegInit(false.B)
  private val backValid  = RegInit(false.B)

  in.ready  := !backValid
  out.valid := frontValid
  out.bits  := front

  when(out.ready || !frontValid) {
    front      := Mux(backValid, back, in.bits)
    frontValid := backValid || in.valid
    backValid  := false.B
  }.elsewhen(in.fire) {
    back      := in.bits
    backValid := true.B
  }
}
