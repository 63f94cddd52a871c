package tandem.hw.rx

import chisel3._
import chisel3.util.{Valid, log2Ceil}
import tandem.hw.NicParams

/** A look at a list, entry by entry. */
class WalkPort(p: NicParams) extends Bundle {
  private val entryBits = log2Ceil(p.flowEntries)

  val isEmpty = Output(Bool())
  val first   = Output(UInt(entryBits.W))

  /** A member, what comes behind it, and whether nothing does. */
  val at     = Input(UInt(entryBits.W))
  val behind = Output(UInt(entryBits.W))
  val isLast = Output(Bool())
}

/** The entries that collect, in the order in which they began, and when: a doubly linked list.
  *
  *   - accepts: one entry that leaves and one that enters at the end a cycle; both may be the same
  *   - gives: first entry and its start, and the entry behind another, in the same cycle
  */
class OpenList(p: NicParams) extends Module {
  private val entryBits = log2Ceil(p.flowEntries)

  val leaves = IO(Flipped(Valid(UInt(entryBits.W))))
  val enters = IO(Flipped(Valid(UInt(entryBits.W))))

  /** When the entry that enters began. */
  val start = IO(Input(UInt(48.W)))

  val first      = IO(Valid(UInt(entryBits.W)))
  val firstStart = IO(Output(UInt(48.W)))

  val walk  = IO(new WalkPort(p))
  val count = IO(Output(UInt((entryBits + 1).W)))

  private val before = Mem(p.flowEntries, UInt(entryBits.W))
  private val after  = Mem(p.flowEntries, UInt(entryBits.W))
  private val starts = Mem(p.flowEntries, UInt(48.W))
  private val head   = Reg(UInt(entryBits.W))
  private val tail   = Reg(UInt(entryBits.W))
  private val size   = RegInit(0.U((entryBits + 1).W))

  // Leave.
  private val gone      = leaves.bits
  private val wasHead   = leaves.valid && gone === head
  private val wasTail   = leaves.valid && gone === tail
  private val goneFrom  = before(gone)
  private val goneTo    = after(gone)
  private val headLeft  = Mux(wasHead, goneTo, head)
  private val tailLeft  = Mux(wasTail, goneFrom, tail)
  private val sizeLeft  = size - leaves.valid
  private val isEmptied = sizeLeft === 0.U
  when(leaves.valid && !wasHead && !wasTail) {
    after(goneFrom) := goneTo
  }
  when(leaves.valid && !wasTail) { before(goneTo) := goneFrom }

  // Enter, after the other has left.
  when(enters.valid) {
    starts(enters.bits) := start
    before(enters.bits) := tailLeft
    when(!isEmptied) { after(tailLeft) := enters.bits }
  }
  head := Mux(enters.valid && isEmptied, enters.bits, headLeft)
  tail := Mux(enters.valid, enters.bits, tailLeft)
  size := sizeLeft + enters.valid

  first.valid  := size =/= 0.U
  first.bits   := head
  firstStart   := starts(head)
  walk.isEmpty := size === 0.U
  walk.first   := head
  walk.behind  := after(walk.at)
  walk.isLast  := walk.at === tail
  count        := size
}
