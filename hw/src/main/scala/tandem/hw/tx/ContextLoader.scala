package tandem.hw.tx

import tandem.hw.CircularBits
import chisel3._
import chisel3.layer.block
import chisel3.layers.Verification
import chisel3.util.{Decoupled, Queue, UIntToOH, Valid}
import tandem.hw.NicParams
import tandem.hw.record.{ContextBeat, ContextLoad, QueueFormat}

/** Asks host memory for contexts and judges what comes.
  *
  *   - accepts: a load a cycle while one is free; a line a cycle
  *   - gives: in the cycle of its last line the end of a load
  *   - keeps order of: loads as asked for; they may end in any order
  *   - never: takes a line for a place whose old context has not left
  */
class ContextLoader(p: NicParams) extends Module {
  private val slotBits = CacheSizes.slotBits(p)

  val config = IO(Input(new CacheConfig(p)))

  /** A load begins, and whether it may ask host memory already; one that may now. */
  val begin   = IO(Flipped(Valid(new PlacedContext(p))))
  val isHeld  = IO(Input(Bool()))
  val resumed = IO(Flipped(Valid(new PlacedContext(p))))
  val isFree  = IO(Output(Bool()))
  val load    = IO(Decoupled(new ContextLoad(p)))
  val beat    = IO(Flipped(Decoupled(new ContextBeat)))
  val unsent  = IO(Input(UInt(CacheSizes.places(p).W)))

  /** The load on the door must not end in this cycle. */
  val delay = IO(Input(Bool()))

  /** Connection of the place the line is for. */
  val owner = IO(Input(UInt(p.connectionBits.W)))
  val slot  = IO(Output(UInt(slotBits.W)))

  /** The load ends with this line, if it is taken. */
  val ends = IO(Output(Bool()))
  val end  = IO(Valid(new LoadEnd(p)))

  private val asking      = Module(new Queue(new PlacedContext(p), p.outstandingLoads))
  private val outstanding = RegInit(0.U(9.W))
  private val spoilt      = RegInit(0.U(CacheSizes.places(p).W))

  asking.io.enq.valid := (begin.valid && !isHeld) || resumed.valid
  asking.io.enq.bits  := Mux(resumed.valid, resumed.bits, begin.bits)
  asking.io.deq.ready := load.ready
  load.valid          := asking.io.deq.valid
  load.bits.address   := config.contextBase + (asking.io.deq.bits.connection ## 0.U(8.W))
  load.bits.slot      := asking.io.deq.bits.slot

  outstanding := outstanding + begin.valid - end.valid
  isFree      := outstanding =/= p.outstandingLoads.U

  slot := beat.bits.slot(slotBits - 1, 0)
  private val line       = beat.bits.data
  private val isFirst    = beat.bits.beat === 0.U
  private val queueSize  = ContextLayout.queueSizeLog2(line)
  private val isCredit   = config.queueFormat === QueueFormat.CID
  private val isForeign  = ContextLayout.owner(line) =/= owner
  private val badQueue   = isCredit && (queueSize < 2.U || queueSize > 16.U)
  private val before     = CircularBits.at(spoilt, slot)
  private val spoiltHere = beat.bits.failed || Mux(isFirst, isForeign || badQueue, before)
  private val here       = UIntToOH(slot, CacheSizes.places(p))
  beat.ready := !CircularBits.at(unsent, slot) && !(ends && delay)
  when(beat.fire) { spoilt := Mux(spoiltHere, spoilt | here, spoilt & ~here) }
  ends            := beat.valid && beat.bits.beat === 3.U
  end.valid       := beat.fire && ends
  end.bits.slot   := slot
  end.bits.failed := spoiltHere

  block(Verification.Assert) {
    assert(!begin.valid || isFree, "a load began while none was free")
    assert(!asking.io.enq.valid || asking.io.enq.ready, "more loads are asked for than outstanding")
    assert(!(begin.valid && resumed.valid), "two loads began in one cycle")
  }
}
