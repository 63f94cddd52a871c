package tandem.hw.tx

import chisel3._
import chisel3.util.{Mux1H, PopCount, Valid, log2Ceil}

/** Guests in the order in which they were pushed, each once at most (GA-11, GA-13).
  *
  *   - accepts: three pushes a cycle, the first first, and a pop
  *   - gives: the guest at the head, one cycle after its push
  */
class GuestList(guests: Int) extends Module {
  private val Banks     = 4
  private val guestBits = math.max(1, log2Ceil(guests))
  private val places    = math.max(Banks, 1 << log2Ceil(guests))
  private val rows      = places / Banks
  private val placeBits = log2Ceil(places)

  val push = IO(Vec(3, Flipped(Valid(UInt(guestBits.W)))))
  val pop  = IO(Input(Bool()))
  val head = IO(Valid(UInt(guestBits.W)))

  private val first    = RegInit(0.U((placeBits + 1).W))
  private val tail     = RegInit(0.U((placeBits + 1).W))
  private val pushes   = push.map(_.valid)
  private val position = push.indices.map(i => tail + PopCount(pushes.take(i)))
  first := first + pop
  tail  := tail + PopCount(pushes)

  private def row(place: UInt): UInt  = if (rows == 1) 0.U(1.W) else place(placeBits - 1, 2)
  private def bank(place: UInt): UInt = place(1, 0)

  // What is at the head, and behind it, is looked up before it is known which of both it will be.
  private val data = VecInit.tabulate(Banks) { b =>
    val memory = SyncReadMem(math.max(2, rows), UInt(guestBits.W))
    val here   = push.indices.map(i => push(i).valid && bank(position(i)) === b.U)
    val writes = VecInit(here).asUInt.orR
    val place  = Mux1H(here, position.map(row(_)))
    val guest  = Mux1H(here, push.map(_.bits))
    when(writes) { memory.write(place, guest) }
    val asked = if (b == 0) row(first) + bank(first).andR else row(first)
    Mux(RegNext(writes && place === asked), RegNext(guest), memory.read(asked))
  }
  head.valid := first =/= tail
  head.bits  := data(bank(first))
}
