package tandem.hw.mem

import chisel3._
import chisel3.layer.block
import chisel3.layers.Verification
import chisel3.util.{Decoupled, Valid}
import tandem.hw.NicParams
import tandem.hw.record.{BurstDone, SpanDone, SpanStatus}

/** Follows every request from acceptance to completion.
  *
  *   - accepts: an entry for each accepted request, the number of bursts of each cut one, and one
  *     answer of memory a cycle, always
  *   - gives: the slot for the next request; one completion a cycle, from the cycle after the last
  *     answer; the failure of a request, in the cycle of the failed answer
  *   - keeps order of: completions as of acceptances
  *   - never: completes a request before its last burst is answered, nor twice; frees a slot before
  *     its completion is taken
  *
  * Slots are a ring, and what is known of them lies in memories. Memories cannot be reset: each is
  * read only after it was written for the same request.
  */
class SpanTracker(p: NicParams) extends Module {
  val entry    = IO(Flipped(Valid(new SpanEntry(p))))
  val freeSlot = IO(Valid(UInt(p.slotBits.W)))
  val cut      = IO(Flipped(Valid(new CutSpan(p))))

  /** The slot being cut: its number of bursts is not known yet. */
  val cutting = IO(Flipped(Valid(UInt(p.slotBits.W))))

  /** The burst that leaves in this cycle; only to check the answers. */
  val issue    = IO(Flipped(Valid(new IssuedBurst(p))))
  val response = IO(Flipped(Decoupled(new BurstDone(p))))
  val failure  = IO(Valid(UInt(p.slotBits.W)))
  val done     = IO(Decoupled(new SpanDone(p)))

  /** No request is in the block. */
  val idle = IO(Output(Bool()))

  // The ring.
  private val newest = RegInit(0.U(p.slotBits.W))
  private val oldest = RegInit(0.U(p.slotBits.W))
  private val taken  = RegInit(0.U((p.slotBits + 1).W))
  when(entry.valid) { newest := newest + 1.U }
  when(done.fire) { oldest := oldest + 1.U }
  taken          := taken + entry.valid - done.fire
  freeSlot.valid := !taken(p.slotBits)
  freeSlot.bits  := newest
  idle           := taken === 0.U && !entry.valid

  // Written at acceptance.
  private val entries = Mem(p.requestSlots, new SpanEntry(p))
  private val touched = Mem(p.requestSlots, Bool())
  // Written with each answer, the first of which sets touched.
  private val answered = Mem(p.requestSlots, UInt(p.burstCountBits.W))
  private val spoilt   = Mem(p.requestSlots, Bool())
  // Written when the request has been cut.
  private val expected = Mem(p.requestSlots, UInt(p.burstCountBits.W))
  when(entry.valid) {
    entries(newest) := entry.bits
    touched(newest) := false.B
  }
  when(cut.valid) {
    expected(cut.bits.slot) := cut.bits.bursts
  }

  // Answers.
  response.ready := true.B
  private val slot     = response.bits.slot
  private val isRepeat = touched(slot)
  when(response.fire) {
    touched(slot)  := true.B
    answered(slot) := Mux(isRepeat, answered(slot), 0.U) + 1.U
    spoilt(slot)   := (isRepeat && spoilt(slot)) || response.bits.failed
  }
  failure.valid := response.fire && response.bits.failed
  failure.bits  := slot

  // Completion. The oldest request with bursts to come is the one being cut, as both go by order.
  private val head       = entries(oldest)
  private val isCut      = !(cutting.valid && cutting.bits === oldest)
  private val isAnswered = touched(oldest) && answered(oldest) === expected(oldest)
  done.valid      := taken =/= 0.U && (head.burstless || (isCut && isAnswered))
  done.bits.op    := head.op
  done.bits.guest := head.guest
  done.bits.tag   := head.tag
  done.bits.slot  := oldest
  done.bits.status := Mux(
    head.rejected,
    SpanStatus.REJECTED,
    Mux(!head.burstless && spoilt(oldest), SpanStatus.FAILED, SpanStatus.OK)
  )

  block(Verification.Assert) {
    val open     = Mem(p.requestSlots, UInt(p.burstCountBits.W))
    val together = issue.valid && response.fire && issue.bits.slot === slot
    when(entry.valid) { open(newest) := 0.U }
    when(issue.valid && !together) { open(issue.bits.slot) := open(issue.bits.slot) + 1.U }
    when(response.fire && !together) { open(slot) := open(slot) - 1.U }
    val isTaken = (slot - oldest).pad(p.slotBits + 1) < taken
    assert(
      !response.fire || together || (isTaken && open(slot) =/= 0.U),
      "a BurstDone came for a slot with no burst outstanding"
    )
  }
}
