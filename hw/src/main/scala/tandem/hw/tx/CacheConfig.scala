package tandem.hw.tx

import chisel3._
import chisel3.util.{Mux1H, log2Ceil}
import tandem.hw.NicParams
import tandem.hw.record.{QueueFormat, Replacement}

/** The run-time configuration of the context cache. */
class CacheConfig(p: NicParams) extends Bundle {

  /** Whether requests may pass one that waits for its context. */
  val passesMisses    = Bool()
  val replacement     = Replacement()
  val queueFormat     = QueueFormat()
  val connectionLimit = UInt((p.connectionBits + 1).W)

  /** Host address of the context of connection 0. */
  val contextBase = UInt(p.addressBits.W)
}

/** Sizes inside the context cache that follow from the parameters. */
object CacheSizes {
  def slotBits(p: NicParams): Int = math.max(1, log2Ceil(p.cacheEntries))

  /** Bits in a word with one for each place; those beyond the last place stay clear. */
  def places(p: NicParams): Int = 1 << slotBits(p)

  def setBits(p: NicParams): Int    = math.max(1, log2Ceil(p.cacheSets))
  def parkedBits(p: NicParams): Int = math.max(1, log2Ceil(p.parkedRequests))

  /** Wide enough for every request between look-up and release. */
  val PinBits: Int = 13

  /** The group of places that may hold the context of `connection`. */
  def setOf(p: NicParams, connection: UInt): UInt =
    if (p.cacheSets == 1) 0.U(1.W) else connection(log2Ceil(p.cacheSets) - 1, 0)

  /** The places there are, a bit each. */
  def existing(p: NicParams): UInt = ((BigInt(1) << p.cacheEntries) - 1).U(places(p).W)

  /** The places of a group, a bit each: place = group * ways + way. The last group also has those
    * that do not exist.
    */
  def placesOf(p: NicParams, set: UInt): UInt = {
    val upTo = (0 to p.cacheSets).map(i => if (i == p.cacheSets) places(p) else i * p.ways)
    val groups =
      upTo.zip(upTo.tail).map { case (from, to) => (BigInt(1) << to) - (BigInt(1) << from) }
    Mux1H(groups.zipWithIndex.map { case (group, i) => (set === i.U) -> group.U(places(p).W) })
  }
}
