package tandem.hw.tx

import tandem.hw.CircularBits
import chisel3._
import chisel3.util.{Valid, log2Ceil}
import tandem.hw.NicParams
import tandem.hw.record.PrefetchHint

/** Names the next distinct connections of a window, one a cycle.
  *
  *   - accepts: at the start of a batch the places of the window that are of other connections
  *   - gives: at most `limit` connections, the one with the oldest entry first
  *   - never: names a connection twice for one batch
  */
class HintFinder(p: NicParams) extends Module {
  private val places    = p.scanSlots
  private val placeBits = log2Ceil(places)

  val start = IO(Flipped(Valid(UInt(places.W))))
  val stop  = IO(Input(Bool()))
  val limit = IO(Input(UInt(4.W)))

  /** Place of the head, and number of the batch, when it starts. */
  val head  = IO(Input(UInt(placeBits.W)))
  val batch = IO(Input(UInt(32.W)))

  /** The places whose connection is that of the hint offered. */
  val equal = IO(Input(UInt(places.W)))

  /** The place that takes an entry in this cycle, if any, and its connection. */
  val enters   = IO(Input(UInt(places.W)))
  val entering = IO(Input(UInt(p.connectionBits.W)))
  val hint     = IO(Valid(new PrefetchHint(p)))
  val taken    = IO(Input(Bool()))

  private val connections = Mem(places, UInt(p.connectionBits.W))
  private val candidates  = RegInit(0.U(places.W))
  private val left        = RegInit(0.U(4.W))
  private val from        = Reg(UInt(placeBits.W))
  private val ofBatch     = Reg(UInt(32.W))

  when(enters.orR) { connections(CircularBits.index(enters)) := entering }

  hint.valid           := left =/= 0.U && candidates.orR
  hint.bits.connection := connections(CircularBits.index(CircularBits.firstFrom(candidates, from)))
  hint.bits.batch      := ofBatch

  when(start.valid) {
    candidates := start.bits
    left       := limit
    from       := head
    ofBatch    := batch
  }.elsewhen(stop) {
    left := 0.U
  }.elsewhen(hint.valid && taken) {
    candidates := candidates & ~equal
    left       := left - 1.U
  }
}
