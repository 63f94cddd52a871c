package tandem.hw.rx

import chisel3._
import chisel3.util.{Decoupled, Queue, Valid}
import tandem.hw.NicParams
import tandem.hw.record.rx.{GuestSegment, SteeringReason, SteeringTarget}
import tandem.hw.CircularBits

/** Gives a record for each copy of a frame, the guests ascending, the wire last (GS-32).
  *
  *   - accepts: as many verdicts as `depth` allows to wait, which is the sender's to see to
  *   - gives: the first copy two cycles later, or behind the copies before it; a copy a cycle
  *   - keeps order of: frames
  */
class SteeringCopies(p: NicParams, depth: Int) extends Module {
  val in  = IO(Flipped(Valid(new SteeringVerdict(p))))
  val out = IO(Decoupled(new GuestSegment))

  private val waiting = Module(new Queue(new SteeringVerdict(p), depth))
  waiting.io.enq.valid := in.valid
  waiting.io.enq.bits  := in.bits

  // Of the frame whose copies are under way: who is left, and how many have gone.
  private val begun = RegInit(false.B)
  private val left  = Reg(UInt(p.guests.W))
  private val gone  = RegInit(0.U(9.W))

  private val next      = waiting.io.deq.bits
  private val members   = Mux(begun, left, next.members)
  private val member    = CircularBits.lowest(members)
  private val afterThis = members & ~member
  private val toMember  = !next.isSingle && members.orR
  private val toWire    = !next.isSingle && !members.orR
  private val isLast    = !toMember || !afterThis.orR && !next.toWire

  private val offered = RegInit(false.B)
  private val record  = Reg(new GuestSegment)
  private val moves   = out.ready || !offered
  when(moves) {
    offered := waiting.io.deq.valid
    next.frame.into(record)
    record.guest  := Mux(toMember, CircularBits.index(member), next.guest)
    record.queue  := next.queue
    record.target := Mux(toWire, SteeringTarget.WIRE, next.target)
    record.reason := Mux(toWire, SteeringReason.OUTSIDE, next.reason)
    record.copy   := gone
    record.last   := isLast
    when(waiting.io.deq.valid) {
      begun := !isLast
      left  := afterThis
      gone  := Mux(isLast, 0.U, gone + 1.U)
    }
  }
  waiting.io.deq.ready := moves && isLast
  out.valid            := offered
  out.bits             := record
}
