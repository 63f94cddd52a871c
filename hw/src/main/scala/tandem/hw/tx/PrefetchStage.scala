package tandem.hw.tx

import chisel3._
import chisel3.util.{Decoupled, Valid}
import tandem.hw.NicParams
import tandem.hw.record.{PrefetchEvent, PrefetchHint}

/** Loads contexts ahead of the requests that will need them.
  *
  *   - accepts: a hint a cycle; in front of look-ups it makes way
  *   - gives: the beginning of a load where the connection works and its context is not there
  *   - never: costs a request its place: a hint that finds none is dropped while requests may pass
  *     each other, and waits for the next release otherwise
  */
class PrefetchStage(p: NicParams) extends Module {
  private val places = CacheSizes.places(p)

  val config = IO(Input(new CacheConfig(p)))
  val in     = IO(Flipped(Decoupled(new PrefetchHint(p))))

  val state      = IO(Input(ConnectionState()))
  val here       = IO(Input(UInt(places.W)))
  val resident   = IO(Input(UInt(places.W)))
  val prefetched = IO(Input(UInt(places.W)))
  val traffic    = IO(Input(new CacheTraffic(p)))
  val held       = IO(Flipped(Valid(UInt(p.connectionBits.W))))

  /** The batch looked up last and its place. */
  val batch     = IO(Flipped(Valid(UInt(32.W))))
  val batchSlot = IO(Flipped(Valid(UInt(CacheSizes.slotBits(p).W))))

  /** A look-up asks for a place, or takes one out of the order. */
  val lookupWants = IO(Input(Bool()))
  val lookupTakes = IO(Input(Bool()))
  val wantsPlace  = IO(Output(Bool()))
  val place       = IO(Flipped(Valid(new ClaimedPlace(p))))

  /** There is no free place in its set, and no victim. */
  val lacksPlace = IO(Input(Bool()))

  /** Without passing, this hint comes before further look-ups. */
  val comesFirst = IO(Output(Bool()))
  val claims     = IO(Output(Bool()))
  val event      = IO(Valid(new PrefetchEvent(p)))

  private val connection = in.bits.connection
  private val isOfBatch  = batch.valid && batch.bits === in.bits.batch
  private val isUseful =
    connection < config.connectionLimit && state === ConnectionState.ENABLED && !here.orR
  private val isHeld = held.valid && held.bits === connection
  private val isCalm = !traffic.commandActs && !traffic.loadFails &&
    !(traffic.releases && traffic.releaseFails) && !lookupWants
  private val isTurn = in.valid && isCalm && (config.passesMisses || (isOfBatch && !isHeld))
  wantsPlace := isTurn && isUseful && !isHeld

  // Without passing a hint waits as long as a release may still make room.
  private val set   = CacheSizes.placesOf(p, CacheSizes.setOf(p, connection))
  private val spare = Mux(batchSlot.valid, chisel3.util.UIntToOH(batchSlot.bits, places), 0.U)
  private val hope  = (set & resident & ~prefetched & ~spare).orR

  claims := wantsPlace && place.valid && !lookupTakes
  in.ready := isTurn && !lookupTakes && (!isUseful || isHeld || place.valid || config.passesMisses ||
    (lacksPlace && !hope))
  comesFirst := in.valid && isOfBatch

  event.valid            := claims
  event.bits.connection  := connection
  event.bits.slot        := place.bits.slot
  event.bits.victimValid := place.bits.evicts
  event.bits.victim      := Mux(place.bits.evicts, place.bits.victim, 0.U)
  event.bits.writeback   := place.bits.evicts && place.bits.isDirty

}
