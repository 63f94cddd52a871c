package tandem.hw.tx

import tandem.hw.CircularBits
import chisel3._
import chisel3.layer.block
import chisel3.layers.Verification
import chisel3.util.{Decoupled, Queue, UIntToOH, Valid}
import tandem.hw.NicParams
import tandem.hw.record.{ContextStore, ContextStored}

/** A context and its place. */
class PlacedContext(p: NicParams) extends Bundle {
  val slot       = UInt(CacheSizes.slotBits(p).W)
  val connection = UInt(p.connectionBits.W)
}

/** Writes changed contexts back, and makes loads of the same connection wait for that.
  *
  *   - accepts: one write-back a cycle while one is free, and the answers of host memory
  *   - gives: a line a cycle; a load that waited, in the cycle of the answer
  *   - keeps order of: write-backs, and their lines
  *   - never: lets a context be loaded while host memory may hold an older one
  */
class StoreBuffer(p: NicParams) extends Module {
  private val slotBits  = CacheSizes.slotBits(p)
  private val storeBits = math.max(1, chisel3.util.log2Ceil(p.outstandingStores))
  private val stores    = 1 << storeBits
  private val existing  = ((BigInt(1) << p.outstandingStores) - 1).U(stores.W)

  val contextBase = IO(Input(UInt(p.addressBits.W)))
  val begin       = IO(Flipped(Valid(new PlacedContext(p))))
  val isFree      = IO(Output(Bool()))

  /** A load begins; it is held here when its context is on the way to host memory. */
  val load    = IO(Flipped(Valid(new PlacedContext(p))))
  val isHeld  = IO(Output(Bool()))
  val resumed = IO(Valid(new PlacedContext(p)))

  /** Whether the context of this connection is on the way to host memory. */
  val asked      = IO(Input(UInt(p.connectionBits.W)))
  val isUnderWay = IO(Output(Bool()))

  /** Places whose old context has not left yet. */
  val unsent = IO(Output(UInt(CacheSizes.places(p).W)))

  val slot   = IO(Output(UInt(slotBits.W)))
  val beat   = IO(Output(UInt(2.W)))
  val line   = IO(Input(UInt(512.W)))
  val out    = IO(Decoupled(new ContextStore(p)))
  val stored = IO(Flipped(Decoupled(new ContextStored)))

  private class Pending extends Bundle {
    val context = new PlacedContext(p)
    val number  = UInt(storeBits.W)
  }

  private val row      = new ConnectionRow(stores, p.connectionBits)
  private val taken    = RegInit(0.U(stores.W))
  private val holds    = RegInit(0.U(stores.W))
  private val held     = Mem(stores, new PlacedContext(p))
  private val pending  = Module(new Queue(new Pending, stores))
  private val beatNow  = RegInit(0.U(2.W))
  private val notSent  = RegInit(0.U(CacheSizes.places(p).W))
  private val free     = CircularBits.lowest(~taken & existing)
  private val sameLoad = taken & row.equal(load.bits.connection)
  private val number   = stored.bits.storeSlot(storeBits - 1, 0)
  private val ended    = Mux(stored.fire, UIntToOH(number, stores), 0.U)
  private val begun    = Mux(begin.valid, free, 0.U)

  isFree       := free.orR
  isHeld       := sameLoad.orR
  isUnderWay   := (taken & row.equal(asked)).orR
  stored.ready := true.B
  row.write(begun, begin.bits.connection)
  taken := (taken & ~ended) | begun
  holds := (holds & ~ended) | Mux(load.valid, sameLoad, 0.U)
  when(load.valid && isHeld) { held(CircularBits.index(sameLoad)) := load.bits }
  resumed.valid := (ended & holds).orR
  resumed.bits  := held(number)

  pending.io.enq.valid        := begin.valid
  pending.io.enq.bits.context := begin.bits
  pending.io.enq.bits.number  := CircularBits.index(free)
  private val leaving = pending.io.deq.bits
  slot               := leaving.context.slot
  beat               := beatNow
  out.valid          := pending.io.deq.valid
  out.bits.address   := contextBase + (leaving.context.connection ## 0.U(8.W))
  out.bits.storeSlot := leaving.number
  out.bits.beat      := beatNow
  out.bits.data      := line
  private val isLast = beatNow === 3.U
  pending.io.deq.ready := out.ready && isLast
  when(out.fire) { beatNow := beatNow + 1.U }

  private val sent  = Mux(out.fire && isLast, UIntToOH(slot, CacheSizes.places(p)), 0.U)
  private val added = Mux(begin.valid, UIntToOH(begin.bits.slot, CacheSizes.places(p)), 0.U)
  notSent := (notSent & ~sent) | added
  unsent  := notSent

  block(Verification.Assert) {
    assert(!begin.valid || isFree, "a write-back began while none was free")
    assert(
      !stored.valid || CircularBits.at(taken, number),
      "an answer came for a write-back that is not under way"
    )
  }
}
