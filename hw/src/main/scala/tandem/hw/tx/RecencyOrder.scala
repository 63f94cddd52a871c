package tandem.hw.tx

import tandem.hw.CircularBits
import chisel3._
import chisel3.util.{UIntToOH, Valid}
import tandem.hw.NicParams

/** A place enters the order of those that may be given away. */
class OrderInsert(p: NicParams) extends Bundle {
  val slot = UInt(CacheSizes.slotBits(p).W)
  val set  = UInt(CacheSizes.setBits(p).W)

  /** At the end where places are given away next. */
  val atOldEnd = Bool()
}

/** A place leaves the order. */
class OrderRemove(p: NicParams) extends Bundle {
  val slot = UInt(CacheSizes.slotBits(p).W)
  val set  = UInt(CacheSizes.setBits(p).W)
}

/** The places of each set that may be given away, from old to young: doubly linked lists.
  *
  *   - accepts: one insertion and one removal a cycle, of different places
  *   - gives: in the same cycle the oldest place of a set, and the one behind another
  */
class RecencyOrder(p: NicParams) extends Module {
  private val slotBits = CacheSizes.slotBits(p)

  val insert = IO(Flipped(Valid(new OrderInsert(p))))
  val remove = IO(Flipped(Valid(new OrderRemove(p))))

  /** The set that is asked about, and its oldest place. */
  val set    = IO(Input(UInt(CacheSizes.setBits(p).W)))
  val oldest = IO(Valid(UInt(slotBits.W)))

  /** A place of that set that is in the order, what comes behind it, and whether nothing does. */
  val at         = IO(Input(UInt(slotBits.W)))
  val behind     = IO(Output(UInt(slotBits.W)))
  val isYoungest = IO(Output(Bool()))

  /** The places that are in an order. */
  val members = IO(Output(UInt(CacheSizes.places(p).W)))

  private val older    = Mem(CacheSizes.places(p), UInt(slotBits.W))
  private val younger  = Mem(CacheSizes.places(p), UInt(slotBits.W))
  private val first    = Mem(p.cacheSets, UInt(slotBits.W))
  private val last     = Mem(p.cacheSets, UInt(slotBits.W))
  private val occupied = RegInit(0.U(p.cacheSets.W))

  private def has(sets: UInt, index: UInt): Bool =
    if (p.cacheSets == 1) sets(0) else CircularBits.at(sets, index)
  private def bit(index: UInt): UInt =
    if (p.cacheSets == 1) 1.U(1.W) else UIntToOH(index, p.cacheSets)

  oldest.valid := has(occupied, set)
  oldest.bits  := first(set)
  behind       := younger(at)
  isYoungest   := at === last(set)

  // Leave.
  private val gone      = remove.bits
  private val isFirst   = gone.slot === first(gone.set)
  private val isLast    = gone.slot === last(gone.set)
  private val before    = older(gone.slot)
  private val after     = younger(gone.slot)
  private val isOnly    = isFirst && isLast
  private val together  = remove.valid && gone.set === insert.bits.set
  private val added     = insert.bits
  private val firstLeft = Mux(together && isFirst, after, first(added.set))
  private val lastLeft  = Mux(together && isLast, before, last(added.set))
  private val isEmpty   = !has(occupied, added.set) || (together && isOnly)
  when(remove.valid) {
    // What is older than the first is never asked for, so only a place in the middle is tied over.
    when(!isFirst && !isLast) {
      older(after)    := before
      younger(before) := after
    }
    when(isFirst && !isLast && !(insert.valid && together)) { first(gone.set) := after }
    when(isLast && !isFirst && !(insert.valid && together)) { last(gone.set) := before }
  }

  // Enter, after the other has left.
  private val toOld = added.atOldEnd
  when(insert.valid) {
    first(added.set) := Mux(toOld || isEmpty, added.slot, firstLeft)
    last(added.set)  := Mux(!toOld || isEmpty, added.slot, lastLeft)
    when(!isEmpty) {
      younger(Mux(toOld, added.slot, lastLeft)) := Mux(toOld, firstLeft, added.slot)
      older(Mux(toOld, firstLeft, added.slot))  := Mux(toOld, added.slot, lastLeft)
    }
  }

  private val isMember = RegInit(0.U(CacheSizes.places(p).W))
  private val leaving  = Mux(remove.valid, UIntToOH(gone.slot, CacheSizes.places(p)), 0.U)
  private val entering = Mux(insert.valid, UIntToOH(added.slot, CacheSizes.places(p)), 0.U)
  isMember := (isMember & ~leaving) | entering
  members  := isMember

  private val emptied = Mux(remove.valid && isOnly, bit(gone.set), 0.U)
  private val filled  = Mux(insert.valid, bit(added.set), 0.U)
  occupied := (occupied & ~emptied) | filled
}
