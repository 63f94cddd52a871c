package tandem.hw.tx

import chisel3._
import chisel3.util.{Decoupled, Valid, log2Ceil}
import tandem.hw.{GuestMemory, NicParams}
import tandem.hw.record.DoorbellReject

/** Keeps four bits for each guest until they are given (GA-63).
  *
  *   - accepts: a reject a cycle
  *   - gives: the bits of each guest in turn
  *   - never: loses a bit, or holds anything up
  *
  * A bit waits while what was said of it, and what was given, differ: each has a memory, and one
  * writer.
  */
class ArbiterRejects(p: NicParams) extends Module {
  private val guestBits = math.max(1, log2Ceil(p.guests))
  private val Reasons   = 4

  /** Asked for in the cycle before its reject. */
  val asked   = IO(Input(UInt(guestBits.W)))
  val said    = IO(Flipped(Valid(new DoorbellReject)))
  val reject  = IO(Decoupled(new DoorbellReject))
  val isEmpty = IO(Output(Bool()))

  private val saidBits  = Module(new GuestMemory(p.guests, Reasons, 2))
  private val givenBits = Module(new GuestMemory(p.guests, Reasons, 2))

  private val turn    = RegInit(0.U(guestBits.W))
  private val offers  = RegInit(false.B)
  private val offered = Reg(new DoorbellReject)
  private val stands  = offers && !reject.ready
  private val pending = saidBits.data(1) ^ givenBits.data(1)
  private val gives   = !stands && pending.orR
  private val next    = Mux(turn === (p.guests - 1).U, 0.U, turn + 1.U)
  private val asksFor = Mux(stands, turn, next)
  turn   := asksFor
  offers := stands || gives
  when(gives) {
    offered.guest   := turn
    offered.reasons := pending
  }
  reject.valid := offers
  reject.bits  := offered

  private val waits = saidBits.data(0) ^ givenBits.data(0)
  private val flips = said.bits.reasons & ~waits
  for (memory <- Seq(saidBits, givenBits)) {
    memory.address(0) := asked
    memory.address(1) := asksFor
  }
  saidBits.write.valid       := said.valid && flips.orR
  saidBits.write.bits.guest  := said.bits.guest(guestBits - 1, 0)
  saidBits.write.bits.data   := saidBits.data(0) ^ flips
  givenBits.write.valid      := gives
  givenBits.write.bits.guest := turn
  givenBits.write.bits.data  := saidBits.data(1)

  // Guests with bits that wait.
  private val count = RegInit(0.U((guestBits + 1).W))
  private val begins = said.valid && flips.orR &&
    (!waits.orR || (gives && turn === said.bits.guest))
  count   := count + begins - gives
  isEmpty := count === 0.U && !offers
}
