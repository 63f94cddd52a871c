package tandem.hw.tx

import chisel3._
import chisel3.util.{Decoupled, Valid}
import tandem.hw.NicParams
import tandem.hw.record.QueueReady

/** What is kept of a request, but for what a turn looks at. */
class KeptRequest(p: NicParams) extends Bundle {
  val connection = UInt(p.connectionBits.W)
  val op         = UInt(3.W)
  val fence      = Bool()
  val barrier    = Bool()
  val fail       = Bool()
  val address    = UInt(64.W)
  val entry      = UInt(32.W)
}

/** A step that granted something. */
class GrantedSlice(placeBits: Int) extends Bundle {
  val guest   = UInt(8.W)
  val scanner = UInt(4.W)

  /** Where the request is in the ring. */
  val place  = UInt(placeBits.W)
  val bytes  = UInt(32.W)
  val offset = UInt(32.W)
  val last   = Bool()
}

/** Makes grants of slices (GA-50).
  *
  *   - accepts: a slice a cycle while less than two wait
  *   - gives: its grant in the next cycle
  */
class ArbiterOut(p: NicParams, placeBits: Int) extends Module {
  val slice = IO(Flipped(Valid(new GrantedSlice(placeBits))))

  /** The request of the slice of the cycle before. */
  val kept    = IO(Input(new KeptRequest(p)))
  val hasRoom = IO(Output(Bool()))
  val isEmpty = IO(Output(Bool()))
  val out     = IO(Decoupled(new QueueReady(p)))

  private val most    = 2
  private val untaken = RegInit(0.U(2.W))
  untaken := untaken + slice.valid - out.fire
  hasRoom := untaken < most.U
  isEmpty := untaken === 0.U

  private val isNew = RegNext(slice.valid, false.B)
  private val now   = RegNext(slice.bits)
  private val fresh = Wire(new QueueReady(p))
  private val first = now.offset === 0.U
  fresh.guest      := now.guest
  fresh.scanner    := now.scanner
  fresh.connection := kept.connection
  fresh.op         := kept.op
  fresh.bytes      := now.bytes
  fresh.fence      := kept.fence && first
  fresh.barrier    := kept.barrier
  fresh.fail       := kept.fail
  fresh.address    := kept.address + now.offset
  fresh.entry      := kept.entry
  fresh.offset     := now.offset
  fresh.first      := first
  fresh.last       := now.last

  private val waiting = Reg(Vec(most, new QueueReady(p)))
  private val waits   = RegInit(0.U(2.W))
  private val isOld   = waits =/= 0.U
  private val gone    = out.fire && isOld
  private val stays   = isNew && (isOld || !out.ready)
  out.valid := isOld || isNew
  out.bits  := Mux(isOld, waiting(0), fresh)
  waits     := waits - gone + stays
  when(gone) { waiting(0) := waiting(1) }
  when(stays) {
    when(waits - gone === 0.U) { waiting(0) := fresh }.otherwise { waiting(1) := fresh }
  }
}
