package tandem.hw.tx

import tandem.hw.CircularBits
import chisel3._
import chisel3.layer.block
import chisel3.layers.Verification
import chisel3.util.{UIntToOH, Valid, log2Ceil}
import tandem.hw.NicParams
import tandem.hw.record.DescriptorBeat

/** The lines of descriptors between request and last use, a ring.
  *
  *   - accepts: in one cycle a new line while there is room, a line from host memory, and the
  *     return of the oldest
  *   - gives: in the same cycle what came of a line
  *   - keeps order of: lines as asked for; host memory may answer in any order
  */
class DescriptorLines(p: NicParams) extends Module {
  private val numberBits = DescriptorLines.numberBits(p)
  private val places     = 1 << numberBits

  /** A line is asked for; its number. */
  val take    = IO(Input(Bool()))
  val canTake = IO(Output(Bool()))
  val number  = IO(Output(UInt(numberBits.W)))
  val beat    = IO(Flipped(Valid(new DescriptorBeat)))

  /** The oldest line, if there is one, and whether it is the only one. */
  val oldest = IO(Valid(UInt(numberBits.W)))
  val isOnly = IO(Output(Bool()))

  /** Nobody needs the oldest line any more. */
  val giveBack = IO(Input(Bool()))

  /** A line and what is known of it. */
  val asked       = IO(Input(UInt(numberBits.W)))
  val hasCome     = IO(Output(Bool()))
  val isFailed    = IO(Output(Bool()))
  val descriptors = IO(Output(Vec(DescriptorLayout.InLine, new Descriptor(p))))

  private val lines  = Mem(places, Vec(DescriptorLayout.InLine, new Descriptor(p)))
  private val failed = Mem(places, Bool())
  private val here   = RegInit(0.U(places.W))
  private val head   = RegInit(0.U(numberBits.W))
  private val tail   = RegInit(0.U(numberBits.W))
  private val used   = RegInit(0.U((numberBits + 1).W))

  private def next(index: UInt): UInt = Mux(index === (p.fetchSlots - 1).U, 0.U, index + 1.U)

  canTake      := used =/= p.fetchSlots.U
  number       := tail
  oldest.valid := used =/= 0.U
  oldest.bits  := head
  isOnly       := used === 1.U
  when(take) { tail := next(tail) }
  when(giveBack) { head := next(head) }
  used := used + take - giveBack

  private val arrives = beat.bits.fetchSlot(numberBits - 1, 0)
  when(beat.valid) {
    lines(arrives)  := DescriptorLayout.read(p, beat.bits.data)
    failed(arrives) := beat.bits.failed
  }
  here := (here & ~Mux(take, UIntToOH(tail, places), 0.U)) |
    Mux(beat.valid, UIntToOH(arrives, places), 0.U)
  hasCome     := CircularBits.at(here, asked)
  isFailed    := failed(asked)
  descriptors := lines(asked)

  block(Verification.Assert) {
    assert(!take || canTake, "a line was asked for while no place was free")
    assert(!giveBack || oldest.valid, "a line was given back while there was none")
    assert(
      !beat.valid || (beat.bits.fetchSlot < p.fetchSlots.U && !CircularBits.at(here, arrives)),
      "a line came that nobody waits for"
    )
  }
}

object DescriptorLines {

  /** Bits of the number of a line. */
  def numberBits(p: NicParams): Int = math.max(1, log2Ceil(p.fetchSlots))
}
