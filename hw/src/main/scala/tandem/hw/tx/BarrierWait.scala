package tandem.hw.tx

import chisel3._

/** Holds up a queue before and after a barrier until all that was picked is completed. */
class BarrierWait extends Module {

  /** The oldest entry is a barrier. */
  val isBarrier = IO(Input(Bool()))
  val picked    = IO(Input(Bool()))
  val completed = IO(Input(Bool()))
  val holds     = IO(Output(Bool()))

  private val inFlight     = RegInit(0.U(16.W))
  private val afterBarrier = RegInit(false.B)
  inFlight := inFlight + picked - completed
  when(picked) { afterBarrier := isBarrier }
  holds := (isBarrier || afterBarrier) && inFlight =/= 0.U
}
