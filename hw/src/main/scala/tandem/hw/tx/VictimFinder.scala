package tandem.hw.tx

import tandem.hw.CircularBits
import chisel3._
import chisel3.util.Valid
import tandem.hw.NicParams
import tandem.hw.record.Replacement

/** Finds the context that makes room, one candidate a cycle from the oldest on.
  *
  *   - accepts: a search; it goes on until it is taken or given up
  *   - gives: a victim, or that there is none; under LRU and PROTECTED a load that a request waits
  *     for gets the oldest in the first cycle
  *   - never: offers for a prefetch a context that was itself prefetched and not used
  */
class VictimFinder(p: NicParams) extends Module {
  private val slotBits = CacheSizes.slotBits(p)

  val replacement = IO(Input(Replacement()))
  val search      = IO(Input(Bool()))

  /** For a prefetch: unused contexts and this place, if valid, do not count. */
  val isPrefetch = IO(Input(Bool()))
  val prefetched = IO(Input(UInt(CacheSizes.places(p).W)))
  val spared     = IO(Flipped(Valid(UInt(slotBits.W))))

  /** The victim is used, the search is given up, or the order has changed. */
  val restart = IO(Input(Bool()))

  val oldest     = IO(Flipped(Valid(UInt(slotBits.W))))
  val candidate  = IO(Output(UInt(slotBits.W)))
  val behind     = IO(Input(UInt(slotBits.W)))
  val isYoungest = IO(Input(Bool()))
  val connection = IO(Input(UInt(p.connectionBits.W)))
  val isInWindow = IO(Input(Bool()))

  /** The answer matters in this cycle. */
  val asks = IO(Output(Bool()))

  val victim = IO(Valid(new PlacedContext(p)))

  private val goesOnReg  = RegInit(false.B)
  private val ofPrefetch = Reg(Bool())
  private val goesOn     = goesOnReg && ofPrefetch === isPrefetch
  private val at         = Reg(UInt(slotBits.W))
  private val seen       = Reg(UInt(2.W))
  private val kept       = Reg(new PlacedContext(p))
  private val hasOne     = RegInit(false.B)

  candidate := Mux(goesOn, at, oldest.bits)
  private val isSpared   = spared.valid && spared.bits === candidate
  private val counts     = !isPrefetch || (!CircularBits.at(prefetched, candidate) && !isSpared)
  private val looksAhead = replacement === Replacement.LOOKAHEAD
  private val isGood     = counts && !(looksAhead && isInWindow)
  asks := search && oldest.valid && counts && looksAhead

  private val seenNow = Mux(goesOn, seen, 0.U)
  private val isEnd   = isYoungest || (counts && seenNow === 3.U)
  private val hasKept = goesOn && hasOne

  victim.valid           := search && oldest.valid && (isGood || (isEnd && (hasKept || counts)))
  victim.bits.slot       := Mux(isGood || !hasKept, candidate, kept.slot)
  victim.bits.connection := Mux(isGood || !hasKept, connection, kept.connection)

  when(!search || restart || !oldest.valid || (isEnd && !victim.valid)) {
    goesOnReg := false.B
    hasOne    := false.B
  }.elsewhen(!victim.valid) {
    goesOnReg  := true.B
    ofPrefetch := isPrefetch
    at         := behind
    seen       := seenNow + counts
    hasOne     := hasKept || counts
    when(counts && !hasKept) {
      kept.slot       := candidate
      kept.connection := connection
    }
  }
}
