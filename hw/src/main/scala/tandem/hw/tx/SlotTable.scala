package tandem.hw.tx

import tandem.hw.CircularBits
import chisel3._
import chisel3.util.{UIntToOH, Valid}
import tandem.hw.NicParams
import tandem.hw.record.Replacement

/** A request uses the context of a place from now on. */
class SlotUse(p: NicParams) extends Bundle {
  val slot   = UInt(CacheSizes.slotBits(p).W)
  val isMiss = Bool()

  /** It is the first of its batch, or the first that has a place. */
  val startsRun = Bool()
  val first     = Bool()
  val last      = Bool()
}

/** One operation leaves for execution, or comes back. */
class SlotStep(p: NicParams) extends Bundle {
  val slot = UInt(CacheSizes.slotBits(p).W)
  val read = Bool()
}

/** A load ends. */
class LoadEnd(p: NicParams) extends Bundle {
  val slot   = UInt(CacheSizes.slotBits(p).W)
  val failed = Bool()
}

/** What is known of every place of the cache.
  *
  *   - accepts: in one cycle one of each step; their owner keeps those apart that meet on one
  *     place, but for a use and a release
  *   - gives: the answers about a place in the same cycle
  *
  * A place is free, loading or resident. Numbers lie in memories and are written when a load
  * begins.
  */
class SlotTable(p: NicParams) extends Module {
  private val places   = CacheSizes.places(p)
  private val slotBits = CacheSizes.slotBits(p)
  private def bit(step: Valid[_ <: Data], slot: UInt): UInt =
    Mux(step.valid, UIntToOH(slot, places), 0.U(places.W))

  val replacement = IO(Input(Replacement()))
  val use         = IO(Flipped(Valid(new SlotUse(p))))
  val prefetch    = IO(Flipped(Valid(UInt(slotBits.W))))
  val loadEnd     = IO(Flipped(Valid(new LoadEnd(p))))
  val issue       = IO(Flipped(Valid(new SlotStep(p))))
  val release     = IO(Flipped(Valid(new SlotStep(p))))

  /** The batch that used this place has no further members. */
  val endRun = IO(Flipped(Valid(UInt(slotBits.W))))
  val clear  = IO(Flipped(Valid(UInt(slotBits.W))))

  val resident   = IO(Output(UInt(places.W)))
  val loading    = IO(Output(UInt(places.W)))
  val prefetched = IO(Output(UInt(places.W)))
  val dirty      = IO(Output(UInt(places.W)))

  /** The release leaves the place to nobody; where it then belongs; no read is left. */
  val unpins    = IO(Output(Bool()))
  val releaseTo = IO(Output(Bool()))
  val endsReads = IO(Output(Bool()))

  /** Nobody uses the place of `endRun`; where it belongs. */
  val endUnpins = IO(Output(Bool()))
  val endTo     = IO(Output(Bool()))

  /** Batches that wait for the load that ends. */
  val waitingRuns = IO(Output(UInt(CacheSizes.PinBits.W)))

  /** Places asked about: whether operations of it run, and reads. */
  val askedPins = IO(Input(UInt(slotBits.W)))
  val isUsed    = IO(Output(Bool()))
  val askedRead = IO(Input(Vec(2, UInt(slotBits.W))))
  val hasReads  = IO(Output(Vec(2, Bool())))

  private val pins       = Mem(places, UInt(CacheSizes.PinBits.W))
  private val reads      = Mem(places, UInt(CacheSizes.PinBits.W))
  private val runs       = Mem(places, UInt(CacheSizes.PinBits.W))
  private val batches    = Mem(places, UInt(2.W))
  private val isResident = RegInit(0.U(places.W))
  private val isLoading  = RegInit(0.U(places.W))
  private val isAhead    = RegInit(0.U(places.W))
  private val isDirty    = RegInit(0.U(places.W))
  private val isOpen     = RegInit(0.U(places.W))
  private val isLate     = RegInit(0.U(places.W))
  private val loads      = RegInit(0.U(5.W))

  private val usedBit   = bit(use, use.bits.slot)
  private val missBit   = Mux(use.bits.isMiss, usedBit, 0.U)
  private val aheadBit  = bit(prefetch, prefetch.bits)
  private val startBits = missBit | aheadBit
  private val endBit    = bit(loadEnd, loadEnd.bits.slot)
  private val failedBit = Mux(loadEnd.bits.failed, endBit, 0.U)
  private val clearBit  = bit(clear, clear.bits)

  isResident := (isResident & ~startBits & ~clearBit) | (endBit & ~failedBit)
  isLoading  := (isLoading & ~endBit) | startBits
  isAhead    := (isAhead & ~usedBit & ~failedBit & ~clearBit) | aheadBit
  isDirty    := (isDirty & ~startBits & ~clearBit) | bit(issue, issue.bits.slot)
  isOpen := (isOpen & ~failedBit & ~clearBit & ~aheadBit & ~bit(endRun, endRun.bits) &
    ~Mux(use.bits.last, usedBit, 0.U)) |
    Mux(use.bits.first && !use.bits.last, usedBit, 0.U)
  when(startBits.orR) {
    isLate := Mux(loads === 31.U, isLate | startBits, isLate & ~startBits)
    loads  := loads + 1.U
  }

  // Counts of a place: use adds, release takes; both at once leave it as it is.
  private val same    = use.valid && release.valid && use.bits.slot === release.bits.slot
  private val isFresh = use.bits.isMiss
  when(use.valid) {
    when(!same) { pins(use.bits.slot) := Mux(isFresh, 0.U, pins(use.bits.slot)) + 1.U }
    runs(use.bits.slot) := Mux(isFresh, 0.U, runs(use.bits.slot)) + use.bits.startsRun
    val before = Mux(isFresh, 0.U, batches(use.bits.slot))
    batches(use.bits.slot) := before + (use.bits.first && before =/= 2.U)
    when(isFresh) { reads(use.bits.slot) := 0.U }
  }
  when(prefetch.valid) {
    pins(prefetch.bits)    := 0.U
    runs(prefetch.bits)    := 0.U
    batches(prefetch.bits) := 0.U
    reads(prefetch.bits)   := 0.U
  }
  when(release.valid && !same) { pins(release.bits.slot) := pins(release.bits.slot) - 1.U }

  private val starts    = issue.valid && issue.bits.read
  private val ends      = release.valid && release.bits.read
  private val sameReads = starts && ends && issue.bits.slot === release.bits.slot
  when(starts && !sameReads) { reads(issue.bits.slot) := reads(issue.bits.slot) + 1.U }
  when(ends && !sameReads) { reads(release.bits.slot) := reads(release.bits.slot) - 1.U }

  private def belongsToOldEnd(slot: UInt): Bool =
    replacement === Replacement.PROTECTED && batches(slot) === 1.U && !CircularBits.at(isLate, slot)

  resident    := isResident
  loading     := isLoading
  prefetched  := isAhead
  dirty       := isDirty
  unpins      := pins(release.bits.slot) === 1.U && !CircularBits.at(isOpen, release.bits.slot)
  releaseTo   := belongsToOldEnd(release.bits.slot)
  endsReads   := release.bits.read && reads(release.bits.slot) === 1.U
  endUnpins   := pins(endRun.bits) === 0.U
  endTo       := belongsToOldEnd(endRun.bits)
  waitingRuns := runs(loadEnd.bits.slot)
  isUsed      := pins(askedPins) =/= 0.U
  for ((slot, answer) <- askedRead.zip(hasReads)) { answer := reads(slot) =/= 0.U }
}
