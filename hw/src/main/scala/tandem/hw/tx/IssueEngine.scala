package tandem.hw.tx

import tandem.hw.CircularBits
import chisel3._
import chisel3.layer.block
import chisel3.layers.Verification
import chisel3.util.{Decoupled, Queue, UIntToOH, Valid}
import tandem.hw.NicParams
import tandem.hw.record.{IssueEvent, RequestInContext, RequestStatus}

/** Batches of a place that may leave. */
class ReadyRuns(p: NicParams) extends Bundle {
  val slot = UInt(CacheSizes.slotBits(p).W)
  val runs = UInt(CacheSizes.PinBits.W)
}

/** Lets requests out of the cache, batch by batch, in the order in which batches become ready.
  *
  *   - accepts: requests to park, requests that may leave at once, and batches that become ready
  *   - gives: a request a cycle
  *   - keeps order of: requests of a connection; of a batch without others in between, unless one
  *     waits for reads and requests may pass it
  *   - never: lets a request out whose context is not there, except to be flushed
  *
  * The *current* place is the one whose batches leave. It is held while the last batch is not
  * complete, even when nothing is parked: the next request looked up then is of that batch.
  */
class IssueEngine(p: NicParams) extends Module {
  private val slotBits = CacheSizes.slotBits(p)
  private val places   = CacheSizes.places(p)

  val passes = IO(Input(Bool()))

  val park    = IO(Flipped(Valid(new PlacedRequest(p))))
  val hasRoom = IO(Output(Bool()))
  val waiting = IO(Output(UInt(places.W)))

  /** The context of these came; a batch that found its context there; at most one in a cycle. */
  val ready = IO(Flipped(Valid(new ReadyRuns(p))))

  /** The last outstanding read of a place ended; whether batches wait for that. */
  val readsEnd = IO(Flipped(Valid(UInt(slotBits.W))))
  val endsWait = IO(Output(Bool()))
  val awaits   = IO(Output(UInt(slotBits.W)))
  val hasReads = IO(Input(Bool()))

  /** A request that leaves at once; only while the engine is free for it. */
  val direct       = IO(Flipped(Valid(new PlacedRequest(p))))
  val directStatus = IO(Input(RequestStatus()))
  val isFree       = IO(Output(Bool()))
  val isIdle       = IO(Output(Bool()))
  val isHeld       = IO(Output(Bool()))

  /** The batch that is held ends without its last member. */
  val dropHold = IO(Input(Bool()))

  /** The load of a place failed: what is parked there leaves as flushed. */
  val flush    = IO(Flipped(Valid(UInt(slotBits.W))))
  val flushing = IO(Output(Bool()))

  /** The request that leaves for the output, and its context. */
  val issue    = IO(Valid(new SlotStep(p)))
  val queue    = IO(Input(new QueuePlace))
  val progress = IO(Input(new QueueProgress))
  val out      = IO(Decoupled(new RequestInContext(p)))
  val event    = IO(Valid(new IssueEvent(p)))

  private val lists     = Module(new ParkedLists(p))
  private val runs      = Module(new Queue(new ReadyRuns(p), p.parkedRequests + 1))
  private val current   = Reg(new ReadyRuns(p))
  private val isActive  = RegInit(false.B)
  private val isFlush   = RegInit(false.B)
  private val flushed   = Reg(UInt(slotBits.W))
  private val postponed = RegInit(0.U(places.W))
  private val runsLeft  = Mem(places, UInt(CacheSizes.PinBits.W))
  private val offered   = RegInit(false.B)
  private val record    = Reg(new RequestInContext(p))

  lists.push := park
  hasRoom    := lists.hasRoom
  waiting    := lists.waiting

  // Batches that become ready.
  private val wakes = CircularBits.at(postponed, readsEnd.bits)
  endsWait              := wakes
  runs.io.enq.valid     := ready.valid || (readsEnd.valid && wakes)
  runs.io.enq.bits.slot := Mux(ready.valid, ready.bits.slot, readsEnd.bits)
  runs.io.enq.bits.runs := Mux(ready.valid, ready.bits.runs, runsLeft(readsEnd.bits))
  private val wokenBit = Mux(readsEnd.valid, UIntToOH(readsEnd.bits, places), 0.U)

  // The current place.
  private val isParked     = CircularBits.at(lists.waiting, current.slot)
  private val isFlushHere  = isFlush && flushed === current.slot
  private val oldest       = lists.oldest
  private val mustWait     = oldest.waitsForReads && hasReads && !isFlushHere
  private val readsEndNow  = readsEnd.valid && readsEnd.bits === current.slot
  private val leaves       = isActive && isParked && isFree && !mustWait
  private val postpones    = isActive && isParked && mustWait && passes && !readsEndNow
  private val chosen       = Mux(direct.valid, direct.bits.request, oldest)
  private val slot         = Mux(direct.valid, direct.bits.slot, current.slot)
  private val emptiesFlush = leaves && isFlushHere && lists.isOnly
  private val hasEnded     = leaves && oldest.last && current.runs === 1.U
  private val directEnds   = direct.valid && direct.bits.request.last
  private val directStarts =
    direct.valid && !direct.bits.request.last && !isActive && directStatus === RequestStatus.OK
  private val isDone = hasEnded || emptiesFlush || postpones || dropHold || (isHeld && directEnds)
  lists.slot := current.slot
  lists.pop  := leaves
  awaits     := current.slot
  isFree     := !offered || out.ready
  isIdle     := !isActive && !runs.io.deq.valid
  isHeld     := isActive && !isParked

  when(leaves && oldest.last) { current.runs := current.runs - 1.U }
  runs.io.deq.ready := !isActive || isDone
  when(runs.io.deq.ready) {
    isActive := runs.io.deq.valid
    current  := runs.io.deq.bits
  }
  when(directStarts) {
    isActive     := true.B
    current.slot := direct.bits.slot
    current.runs := 1.U
  }
  when(postpones) {
    runsLeft(current.slot) :=
      Mux(CircularBits.at(postponed, current.slot), runsLeft(current.slot), 0.U) + current.runs
  }
  postponed := (postponed & ~wokenBit) | Mux(postpones, UIntToOH(current.slot, places), 0.U)

  when(flush.valid) {
    isFlush := true.B
    flushed := flush.bits
  }.elsewhen(emptiesFlush) { isFlush := false.B }
  flushing := isFlush

  // The output.
  private val status =
    Mux(direct.valid, directStatus, Mux(isFlushHere, RequestStatus.FLUSHED, RequestStatus.OK))
  private val isOk = status === RequestStatus.OK
  issue.valid     := (direct.valid || leaves) && isOk
  issue.bits.slot := slot
  issue.bits.read := chosen.isRead
  when(out.fire) { offered := false.B }
  when(direct.valid || leaves) {
    offered              := true.B
    record.guest         := chosen.guest
    record.connection    := chosen.connection
    record.op            := chosen.op
    record.bytes         := chosen.bytes
    record.fence         := chosen.fence
    record.fail          := chosen.fail
    record.address       := chosen.address
    record.entry         := chosen.entry
    record.batch         := chosen.batch
    record.first         := chosen.first
    record.last          := chosen.last
    record.slot          := Mux(isOk, slot, 0.U)
    record.hit           := isOk && chosen.hit
    record.status        := status
    record.queueBase     := Mux(isOk, queue.queueBase, 0.U)
    record.queueSizeLog2 := Mux(isOk, queue.queueSizeLog2, 0.U)
    record.consumerIndex := Mux(isOk, progress.consumerIndex, 0.U)
    record.sequence      := Mux(isOk, progress.sequence, 0.U)
  }
  event.valid           := direct.valid || leaves
  event.bits.connection := chosen.connection
  event.bits.entry      := chosen.entry
  out.valid             := offered
  out.bits              := record

  block(Verification.Assert) {
    assert(!runs.io.enq.valid || runs.io.enq.ready, "more batches are ready than can be parked")
    assert(!(ready.valid && readsEnd.valid && wakes), "two batches became ready in one cycle")
    assert(!direct.valid || (isFree && (isIdle || isHeld)), "a request overtook a batch")
    assert(!park.valid || hasRoom, "a request was parked where there is no room")
  }
}
