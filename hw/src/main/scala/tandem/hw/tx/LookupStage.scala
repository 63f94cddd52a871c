package tandem.hw.tx

import tandem.hw.CircularBits
import chisel3._
import chisel3.util.{Decoupled, Valid}
import tandem.hw.NicParams
import tandem.hw.record.{LookupEvent, LookupKind, RequestStatus, ScheduledRequest}

/** What else goes on in the cache in this cycle, as far as a look-up has to make way for it. */
class CacheTraffic(p: NicParams) extends Bundle {
  private val slotBits = CacheSizes.slotBits(p)

  /** A load ends, well or not. */
  val loadEnds  = Bool()
  val loadFails = Bool()
  val loadSlot  = UInt(slotBits.W)

  /** An operation is released; its place goes to nobody; its connection fails. */
  val releases       = Bool()
  val releaseUnpins  = Bool()
  val releaseFails   = Bool()
  val releaseSlot    = UInt(slotBits.W)
  val entersAtOldEnd = Bool()

  /** Some batch became ready. */
  val madeReady = Bool()

  /** A command acts. */
  val commandActs = Bool()

  /** Host memory answers a write-back. */
  val storeEnds = Bool()
}

/** What the engine behind allows. */
class EngineState extends Bundle {
  val hasRoom = Bool()
  val isFree  = Bool()
  val isIdle  = Bool()
  val isHeld  = Bool()
}

/** Looks requests up, in their order, one a cycle.
  *
  *   - accepts: a request whose look-up can take effect at once; it makes way for what else happens
  *     to its place in the same cycle
  *   - gives: in the same cycle the request to the engine, to leave at once or to be parked, and
  *     what changes in the tables
  *   - never: looks up a request of a connection that a command holds
  */
class LookupStage(p: NicParams) extends Module {
  private val slotBits = CacheSizes.slotBits(p)

  val config = IO(Input(new CacheConfig(p)))
  val in     = IO(Flipped(Decoupled(new ScheduledRequest(p))))

  /** What is known of its connection: the state, and the place, one bit set where it is there. */
  val state    = IO(Input(ConnectionState()))
  val here     = IO(Input(UInt(CacheSizes.places(p).W)))
  val resident = IO(Input(UInt(CacheSizes.places(p).W)))
  val waiting  = IO(Input(UInt(CacheSizes.places(p).W)))
  val members  = IO(Input(UInt(CacheSizes.places(p).W)))
  val slot     = IO(Output(UInt(slotBits.W)))
  val hasReads = IO(Input(Bool()))

  val traffic = IO(Input(new CacheTraffic(p)))
  val engine  = IO(Input(new EngineState))

  /** Connections whose requests have to wait: for a command, and for flushed ones to leave. */
  val held    = IO(Flipped(Valid(UInt(p.connectionBits.W))))
  val flushed = IO(Flipped(Valid(UInt(p.connectionBits.W))))

  /** Without passing: what is before this request is not over, or a hint comes first. */
  val mustWait = IO(Input(Bool()))

  /** A place for a new context: needed, there, and its number. */
  val wantsPlace = IO(Output(Bool()))
  val place      = IO(Flipped(Valid(new ClaimedPlace(p))))

  val use      = IO(Valid(new SlotUse(p)))
  val claims   = IO(Output(Bool()))
  val removes  = IO(Output(Bool()))
  val park     = IO(Valid(new PlacedRequest(p)))
  val ready    = IO(Output(Bool()))
  val direct   = IO(Valid(new PlacedRequest(p)))
  val status   = IO(Output(RequestStatus()))
  val dropHold = IO(Output(Bool()))
  val endRun   = IO(Valid(UInt(slotBits.W)))

  /** A command took the context away. */
  val cleared = IO(Flipped(Valid(UInt(slotBits.W))))

  /** The place and number of the batch looked up last. */
  val batchSlot = IO(Valid(UInt(slotBits.W)))
  val batch     = IO(Valid(UInt(32.W)))
  val event     = IO(Valid(new LookupEvent(p)))

  // The run: the members of one batch that have a place, while more can come.
  private val inRun   = RegInit(false.B)
  private val runSlot = Reg(UInt(slotBits.W))
  private val hasSlot = RegInit(false.B)
  private val current = Reg(UInt(32.W))
  private val hasAny  = RegInit(false.B)

  private val request   = in.bits
  private val isUnknown = request.connection >= config.connectionLimit
  private val verdict = Mux(
    isUnknown,
    RequestStatus.UNKNOWN,
    Mux(
      state === ConnectionState.DISABLED,
      RequestStatus.DISABLED,
      Mux(state === ConnectionState.ERROR, RequestStatus.FLUSHED, RequestStatus.OK)
    )
  )
  private val isHere     = here.orR
  private val isResident = (here & resident).orR
  private val isWaiting  = (here & waiting).orR
  slot := CircularBits.index(here)
  private val isPass  = verdict =/= RequestStatus.OK
  private val isHit   = !isPass && isResident
  private val isMerge = !isPass && isHere && !isResident
  private val isMiss  = !isPass && !isHere

  private val parked = Wire(new PlacedRequest(p))
  parked.slot               := Mux(isMiss, place.bits.slot, slot)
  parked.request.guest      := request.guest
  parked.request.connection := request.connection
  parked.request.op         := request.op
  parked.request.bytes      := request.bytes
  parked.request.fence      := request.fence
  parked.request.fail       := request.fail
  parked.request.address    := request.address
  parked.request.entry      := request.entry
  parked.request.batch      := request.batch
  parked.request.first      := request.first
  parked.request.last       := request.last
  parked.request.hit        := !isMiss

  // Who else is at work on this place.
  private val meetsLoad =
    traffic.loadEnds && (traffic.loadFails || (isHere && traffic.loadSlot === slot))
  private val meetsRelease = traffic.releases && (traffic.releaseFails ||
    (isPass && isHere && traffic.releaseUnpins && traffic.releaseSlot === slot))
  private val isHeld = held.valid && held.bits === request.connection
  private val mayLook =
    in.valid && !isHeld && !mustWait && !meetsLoad && !meetsRelease && !traffic.commandActs

  // Each outcome has its needs.
  private val startsRun    = !inRun || request.first
  private val needsNoReads = parked.request.waitsForReads && hasReads
  private val mayGo =
    engine.isFree && !isWaiting && (engine.isIdle || (engine.isHeld && !startsRun))
  private val isFlushed = flushed.valid && flushed.bits === request.connection
  private val goes      = isHit && mayGo && !needsNoReads
  private val passOk = engine.isFree && (engine.isIdle || engine.isHeld) && !isWaiting &&
    !isFlushed && !traffic.releases && !traffic.loadEnds
  private val hitOk   = goes || (engine.hasRoom && !(startsRun && traffic.madeReady))
  private val mergeOk = engine.hasRoom
  private val missOk  = engine.hasRoom && place.valid
  wantsPlace := mayLook && isMiss && engine.hasRoom
  in.ready   := mayLook && Mux(isPass, passOk, Mux(isHit, hitOk, Mux(isMerge, mergeOk, missOk)))

  park.valid   := in.fire && !isPass && !goes
  park.bits    := parked
  ready        := in.fire && isHit && !goes && startsRun
  direct.valid := in.fire && (isPass || goes)
  direct.bits  := parked
  status       := verdict

  use.valid          := in.fire && !isPass
  use.bits.slot      := parked.slot
  use.bits.isMiss    := isMiss
  use.bits.startsRun := startsRun || isMiss
  use.bits.first     := request.first
  use.bits.last      := request.last
  claims             := in.fire && isMiss
  removes            := in.fire && !isPass && (here & members).orR

  // A batch may lose its context on the way: then its run ends, and nothing more is held for it.
  private val isCleared = cleared.valid && inRun && cleared.bits === runSlot
  private val isFailed  = traffic.loadFails && inRun && traffic.loadSlot === runSlot
  endRun.valid := in.fire && isPass && inRun
  endRun.bits  := runSlot
  dropHold     := engine.isHeld && inRun && ((in.fire && isPass) || isCleared)
  when(in.fire) {
    inRun   := !isPass && !request.last
    hasAny  := true.B
    current := request.batch
    when(!isPass) {
      runSlot := parked.slot
      hasSlot := true.B
    }.elsewhen(request.first) { hasSlot := false.B }
  }.elsewhen(isCleared || isFailed) { inRun := false.B }
  batchSlot.valid := hasSlot
  batchSlot.bits  := runSlot
  batch.valid     := hasAny
  batch.bits      := current

  event.valid           := in.fire
  event.bits.kind       := kind
  event.bits.connection := request.connection
  event.bits.slot       := Mux(isPass, 0.U, parked.slot)
  event.bits.entry      := request.entry
  event.bits.status     := verdict
  private val evicts = isMiss && place.bits.evicts
  event.bits.victimValid := evicts
  event.bits.victim      := Mux(evicts, place.bits.victim, 0.U)
  event.bits.writeback   := evicts && place.bits.isDirty

  private def kind = Mux(
    isPass,
    LookupKind.PASS,
    Mux(isHit, LookupKind.HIT, Mux(isMerge, LookupKind.MERGE, LookupKind.MISS))
  )
}
