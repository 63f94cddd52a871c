package tandem.hw.tx

import tandem.hw.CircularBits
import chisel3._
import chisel3.util.{Queue, UIntToOH, Valid}
import tandem.hw.NicParams
import tandem.hw.record.WorkOp

/** A looked up request on its way out of the cache. */
class CachedRequest(p: NicParams) extends Bundle {
  val guest      = UInt(p.guestBits.W)
  val connection = UInt(p.connectionBits.W)
  val op         = UInt(WorkOp.widthBits.W)
  val bytes      = UInt(32.W)
  val fence      = Bool()
  val fail       = Bool()
  val address    = UInt(p.addressBits.W)
  val entry      = UInt(32.W)
  val batch      = UInt(32.W)
  val first      = Bool()
  val last       = Bool()
  val hit        = Bool()

  def isRead: Bool        = op === WorkOp.READ
  def waitsForReads: Bool = fence || WorkOp.waitsForReads(op)
}

/** A request with the place of its context. */
class PlacedRequest(p: NicParams) extends Bundle {
  val slot    = UInt(CacheSizes.slotBits(p).W)
  val request = new CachedRequest(p)
}

/** The requests that wait in the cache, a list for each place.
  *
  *   - accepts: a request a cycle while there is room, and the removal of the oldest of a list
  *   - gives: the oldest of a list in the same cycle
  *   - keeps order of: requests of a place
  */
class ParkedLists(p: NicParams) extends Module {
  private val places     = CacheSizes.places(p)
  private val slotBits   = CacheSizes.slotBits(p)
  private val parkedBits = CacheSizes.parkedBits(p)

  val push    = IO(Flipped(Valid(new PlacedRequest(p))))
  val hasRoom = IO(Output(Bool()))

  /** The list at the door. */
  val slot   = IO(Input(UInt(slotBits.W)))
  val oldest = IO(Output(new CachedRequest(p)))
  val isOnly = IO(Output(Bool()))
  val pop    = IO(Input(Bool()))

  /** Places with a list. */
  val waiting = IO(Output(UInt(places.W)))

  private val requests = Mem(1 << parkedBits, new CachedRequest(p))
  private val next     = Mem(1 << parkedBits, UInt(parkedBits.W))
  private val first    = Mem(places, UInt(parkedBits.W))
  private val last     = Mem(places, UInt(parkedBits.W))
  private val occupied = RegInit(0.U(places.W))

  // Free numbers: those that were used before, then new ones.
  private val used     = Module(new Queue(UInt(parkedBits.W), p.parkedRequests))
  private val unused   = RegInit(0.U((parkedBits + 1).W))
  private val hasNew   = unused =/= p.parkedRequests.U
  private val number   = Mux(used.io.deq.valid, used.io.deq.bits, unused(parkedBits - 1, 0))
  private val here     = first(slot)
  private val to       = push.bits.slot
  private val emptied  = pop && isOnly
  private val isToHere = to === slot
  private val starts   = !CircularBits.at(occupied, to) || (emptied && isToHere)
  hasRoom           := used.io.deq.valid || hasNew
  used.io.enq.valid := pop
  used.io.enq.bits  := here
  used.io.deq.ready := push.valid

  oldest  := requests(here)
  isOnly  := here === last(slot)
  waiting := occupied

  when(push.valid) {
    requests(number) := push.bits.request
    last(to)         := number
    when(starts) { first(to) := number }.otherwise { next(last(to)) := number }
    when(!used.io.deq.valid) { unused := unused + 1.U }
  }
  when(pop && !isOnly) { first(slot) := next(here) }
  private val added   = Mux(push.valid, UIntToOH(to, places), 0.U)
  private val removed = Mux(emptied, UIntToOH(slot, places), 0.U)
  occupied := (occupied & ~removed) | added
}
