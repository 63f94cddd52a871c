package tandem.hw.tx

import tandem.hw.CircularBits
import chisel3._
import chisel3.util.Valid
import tandem.hw.NicParams

/** A place a new context may take now. */
class ClaimedPlace(p: NicParams) extends Bundle {
  val slot = UInt(CacheSizes.slotBits(p).W)

  /** It is taken from another connection, whose context is changed. */
  val evicts  = Bool()
  val victim  = UInt(p.connectionBits.W)
  val isDirty = Bool()
}

/** Finds a place for a new context: a free one of its set, else that of a victim.
  *
  *   - gives: the place in the same cycle, valid while everything that a load needs is there
  *   - never: gives a place that a command works on
  */
class PlaceFinder(p: NicParams) extends Module {
  private val slotBits = CacheSizes.slotBits(p)
  private val places   = CacheSizes.places(p)

  /** A place is wanted in this set; an existing context may be chosen. */
  val wanted    = IO(Input(Bool()))
  val set       = IO(Input(UInt(CacheSizes.setBits(p).W)))
  val mayChoose = IO(Input(Bool()))
  val vacant    = IO(Input(UInt(places.W)))
  val dirty     = IO(Input(UInt(places.W)))

  /** A load can begin, a write-back can. */
  val canLoad  = IO(Input(Bool()))
  val canStore = IO(Input(Bool()))

  /** The order of places is about to change at its old end. */
  val oldEndChanges = IO(Input(Bool()))
  val kept          = IO(Flipped(Valid(UInt(slotBits.W))))

  val search = IO(Output(Bool()))
  val victim = IO(Flipped(Valid(new PlacedContext(p))))
  val place  = IO(Valid(new ClaimedPlace(p)))

  /** No free place, and a victim is looked for in vain. */
  val lacksPlace = IO(Output(Bool()))

  private val free    = CircularBits.lowest(CacheSizes.placesOf(p, set) & vacant)
  private val hasFree = free.orR
  search := wanted && !hasFree && mayChoose

  private val isKept  = kept.valid && kept.bits === victim.bits.slot
  private val isDirty = CircularBits.at(dirty, victim.bits.slot)
  private val evictOk =
    search && victim.valid && !isKept && !oldEndChanges && (!isDirty || canStore)
  place.valid        := wanted && canLoad && (hasFree || evictOk)
  place.bits.slot    := Mux(hasFree, CircularBits.index(free), victim.bits.slot)
  place.bits.evicts  := !hasFree
  place.bits.victim  := victim.bits.connection
  place.bits.isDirty := isDirty
  lacksPlace         := wanted && !hasFree && !victim.valid
}
