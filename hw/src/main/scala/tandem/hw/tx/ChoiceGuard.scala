package tandem.hw.tx

import chisel3._
import tandem.hw.record.Replacement

/** Whether a victim may be chosen now. Where requests pass misses, always; otherwise the choice
  * must not depend on time, so it waits for what still changes the order of places.
  */
class ChoiceGuard extends Module {
  val passes      = IO(Input(Bool()))
  val replacement = IO(Input(Replacement()))
  val issue       = IO(Input(Bool()))
  val issueReads  = IO(Input(Bool()))
  val release     = IO(Input(Bool()))
  val releaseRead = IO(Input(Bool()))
  val mayChoose   = IO(Output(Bool()))

  private val running = RegInit(0.U(CacheSizes.PinBits.W))
  private val reading = RegInit(0.U(CacheSizes.PinBits.W))
  running := running + issue - release
  reading := reading + (issue && issueReads) - (release && releaseRead)
  mayChoose :=
    passes || (reading === 0.U && (replacement === Replacement.LRU || running === 0.U))
}
