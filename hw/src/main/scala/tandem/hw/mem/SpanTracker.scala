package tandem.hw.mem

import tandem.hw.CarrySelect
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
  *   - gives: the slot for the next request; one completion a cycle, the first two cycles after the
  *     last answer; the failure of a request, in the cycle of the failed answer
  *   - keeps order of: completions as of acceptances
  *   - never: completes a request before its last burst is answered, nor twice; frees a slot before
  *     its completion is taken
  *
  * Slots are a ring, and what is known of them lies in memories. Memories cannot be reset: each is
  * read only after it was written for the same request.
  */
class SpanTracker(p: NicParams) extends Module {

  /** A request is accepted in this cycle; its entry follows in the next. */
  val accept   = IO(Input(Bool()))
  val entry    = IO(Flipped(Valid(new PlacedEntry(p))))
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

  // The ring: positions have a bit more than slots, which tells a full ring from an empty one.
  private def position: UInt               = RegInit(0.U((p.slotBits + 1).W))
  private def slotOf(position: UInt): UInt = position(p.slotBits - 1, 0)
  private val accepted                     = position
  // Behind those whose entries are there.
  private val entered = position
  private val ended   = position
  private val next    = RegInit(1.U((p.slotBits + 1).W))
  when(accept) { accepted := accepted + 1.U }
  when(entry.valid) { entered := entered + 1.U }
  when(done.fire) {
    ended := next
    next  := next + 1.U
  }
  private val oldest = slotOf(ended)
  freeSlot.valid := accepted =/= (ended ^ p.requestSlots.U)
  freeSlot.bits  := slotOf(accepted)
  idle           := accepted === ended && !accept

  // Written in the cycle after acceptance.
  private val entries   = Mem(p.requestSlots, new SpanEntry(p))
  private val burstless = Mem(p.requestSlots, Bool())
  private val asked     = Mem(p.requestSlots, Bool())
  // Written with each answer. A slot was answered since its entry where asked and heard are equal:
  // the entry makes them differ, the first answer makes them equal, and each has one who writes it.
  private val heard    = Mem(p.requestSlots, Bool())
  private val answered = Mem(p.requestSlots, UInt(p.burstCountBits.W))
  private val spoilt   = Mem(p.requestSlots, Bool())
  // Written when the request has been cut.
  private val expected = Mem(p.requestSlots, UInt(p.burstCountBits.W))
  when(entry.valid) {
    entries(entry.bits.slot)   := entry.bits.entry
    burstless(entry.bits.slot) := entry.bits.burstless
    asked(entry.bits.slot)     := !heard(entry.bits.slot)
  }
  when(cut.valid) {
    expected(cut.bits.slot) := cut.bits.bursts
  }

  private def isTouched(slot: UInt): Bool = asked(slot) === heard(slot)

  // Answers.
  response.ready := true.B
  private val slot     = response.bits.slot
  private val isRepeat = isTouched(slot)
  when(response.fire) {
    heard(slot)    := asked(slot)
    answered(slot) := Mux(isRepeat, CarrySelect.add(answered(slot), 1.U, 14), 1.U)
    spoilt(slot)   := (isRepeat && spoilt(slot)) || response.bits.failed
  }
  failure.valid := response.fire && response.bits.failed
  failure.bits  := slot

  // Completion. The oldest request with bursts to come is the one being cut, as both go by order.
  // What memory says takes a cycle to judge, so the request behind the oldest is judged as well.
  private val head = entries(oldest)
  done.valid := RegNext(Mux(done.fire, isComplete(next), isComplete(ended)), false.B)

  private def isComplete(position: UInt): Bool = {
    val slot       = slotOf(position)
    val isCut      = !(cutting.valid && cutting.bits === slot)
    val isAnswered = isTouched(slot) && answered(slot) === expected(slot)
    position =/= entered && (burstless(slot) || (isCut && isAnswered))
  }

  done.bits.op    := head.op
  done.bits.guest := head.guest
  done.bits.tag   := head.tag
  done.bits.slot  := oldest
  done.bits.status := Mux(
    head.rejected,
    SpanStatus.REJECTED,
    Mux(!burstless(oldest) && spoilt(oldest), SpanStatus.FAILED, SpanStatus.OK)
  )

  block(Verification.Assert) {
    val open     = Mem(p.requestSlots, UInt(p.burstCountBits.W))
    val together = issue.valid && response.fire && issue.bits.slot === slot
    when(entry.valid) { open(entry.bits.slot) := 0.U }
    when(issue.valid && !together) { open(issue.bits.slot) := open(issue.bits.slot) + 1.U }
    when(response.fire && !together) { open(slot) := open(slot) - 1.U }
    val isTaken = (slot - oldest).pad(p.slotBits + 1) < (accepted - ended)
    assert(
      !response.fire || together || (isTaken && open(slot) =/= 0.U),
      "a BurstDone came for a slot with no burst outstanding"
    )
  }
}
