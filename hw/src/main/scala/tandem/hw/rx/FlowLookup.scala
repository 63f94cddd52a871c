package tandem.hw.rx

import chisel3._
import chisel3.util.{Cat, OHToUInt, PriorityEncoder, UIntToOH, Valid, log2Ceil}
import tandem.hw.NicParams
import tandem.hw.record.rx.{ControlEvent, ParsedSegment}
import tandem.hw.CircularBits

/** Where a flow is in the table, or could be. */
class FlowPlace(p: NicParams) extends Bundle {

  /** An entry has the key. */
  val hit = Bool()

  /** That entry, else the one to take for it. */
  val entry = UInt(log2Ceil(p.flowEntries).W)

  /** Whether one may be taken; that entry holds another flow. */
  val mayTake = Bool()
  val isTaken = Bool()
}

/** How the table is asked, and told what becomes of its entries. */
class FlowTablePort(p: NicParams) extends Bundle {
  private val entryBits = log2Ceil(p.flowEntries)

  /** The flow of the event is asked for, otherwise that of the segment. */
  val asksEvent = Input(Bool())
  val found     = Output(new FlowPlace(p))

  /** The entry found is used, taken for the flow, begins to collect. */
  val uses  = Input(Bool())
  val takes = Input(Bool())
  val opens = Input(Bool())

  /** An entry becomes free; another one than that which is taken, and none when one is replaced. */
  val release = Flipped(Valid(UInt(entryBits.W)))

  /** Another entry that is asked about: whether it is in use, and whose it is. */
  val asked      = Input(UInt(entryBits.W))
  val askedInUse = Output(Bool())
  val askedGuest = Output(UInt(8.W))
  val entries    = Output(UInt((entryBits + 1).W))
}

/** The flow table: which entry holds which flow, and which one makes room for another.
  *
  *   - accepts: one look-up a cycle, and what becomes of the entry found in the same cycle; one
  *     entry released a cycle
  *   - gives: the answer in the same cycle, so the next look-up sees all that the one before did
  *   - never: has two entries of one key
  */
class FlowLookup(p: NicParams) extends Module {
  private val entryBits = log2Ceil(p.flowEntries)
  private val wayBits   = log2Ceil(p.flowWays)
  private val rowBits   = log2Ceil(p.flowRows)

  val config   = IO(Input(new ReceiveConfig))
  val nowCycle = IO(Input(UInt(48.W)))
  val segment  = IO(Input(new ParsedSegment))
  val event    = IO(Input(new ControlEvent))
  val table    = IO(new FlowTablePort(p))

  private val found   = table.found
  private val key     = Mux(table.asksEvent, FlowKey.of(event), FlowKey.of(segment, config.keyRule))
  private val hash    = Mux(table.asksEvent, FlowKey.hash(key.address), segment.hash)
  private val inUse   = RegInit(0.U(p.flowEntries.W))
  private val guests  = Mem(p.flowEntries, UInt(8.W))
  private val keys    = Seq.fill(p.flowWays)(Mem(p.flowRows, new FlowKey))
  private val used    = Seq.fill(p.flowWays)(Mem(p.flowRows, UInt(48.W)))
  private val created = Seq.fill(p.flowWays)(Mem(p.flowRows, UInt(48.W)))
  private val quotas  = Module(new GuestEntries(p))

  private val row = if (rowBits == 0) 0.U else hash(31, 32 - rowBits)
  private def entryOf(way: UInt): UInt =
    if (rowBits == 0) way else if (wayBits == 0) row else Cat(row, way)

  // The ways of the row.
  private val rowInUse =
    if (rowBits == 0) inUse
    else
      VecInit.tabulate(p.flowRows)(r => inUse((r + 1) * p.flowWays - 1, r * p.flowWays))(row)
  private val rowKeys = keys.map(_.read(row))
  private val hits = VecInit(rowKeys.zipWithIndex.map { case (other, way) =>
    rowInUse(way) && other.asUInt === key.asUInt
  }).asUInt
  private val isOwn = VecInit(rowKeys.zipWithIndex.map { case (other, way) =>
    rowInUse(way) && other.address.guest === key.address.guest
  }).asUInt

  // The place for a new flow.
  quotas.guest := key.address.guest
  private val atQuota = config.guestQuota =/= 0.U && quotas.count >= config.guestQuota
  private val isFull  = rowInUse.andR
  private val byUse   = config.evictRule === EvictRule.LRU
  private val ages = Seq.tabulate(p.flowWays) { way =>
    FlowLookup.Age(
      Mux(atQuota, isOwn(way), rowInUse(way)),
      Mux(byUse, used(way).read(row), created(way).read(row)),
      way.U(math.max(1, wayBits).W)
    )
  }
  private val oldest  = FlowLookup.oldest(ages)
  private val replace = atQuota || isFull
  private val newWay  = Mux(replace, oldest.way, PriorityEncoder(~rowInUse))
  private val hitWay  = OHToUInt(hits)
  private val way     = Mux(hits.orR, hitWay, newWay)

  found.hit     := hits.orR
  found.entry   := (if (wayBits == 0) row else entryOf(way(wayBits - 1, 0)))
  found.mayTake := !hits.orR && (!replace || oldest.valid)
  found.isTaken := !hits.orR && replace && oldest.valid

  // What becomes of them.
  private val wayBit = UIntToOH(way, p.flowWays)
  for (w <- 0 until p.flowWays) {
    when((table.takes || table.uses) && wayBit(w)) { used(w).write(row, nowCycle) }
    when((table.takes || table.opens) && wayBit(w)) { created(w).write(row, nowCycle) }
    when(table.takes && wayBit(w)) { keys(w).write(row, key) }
  }
  when(table.takes) { guests(found.entry) := key.address.guest }
  private val added = Mux(table.takes, UIntToOH(found.entry, p.flowEntries), 0.U)
  private val freed = Mux(table.release.valid, UIntToOH(table.release.bits, p.flowEntries), 0.U)
  inUse := (inUse & ~freed) | added

  private val replaces = table.takes && found.isTaken
  quotas.gains       := table.takes
  quotas.loses.valid := replaces || table.release.valid
  quotas.loses.bits  := guests(Mux(replaces, found.entry, table.release.bits))

  private val count = RegInit(0.U((entryBits + 1).W))
  count            := count + (table.takes && !found.isTaken) - table.release.valid
  table.entries    := count
  table.askedInUse := CircularBits.at(inUse, table.asked)
  table.askedGuest := guests(table.asked)
}

object FlowLookup {
  private final case class Age(valid: Bool, stamp: UInt, way: UInt)

  /** The valid one with the least stamp. */
  private def oldest(ages: Seq[Age]): Age =
    if (ages.size == 1) ages.head
    else {
      val (left, right) = ages.splitAt(ages.size / 2)
      val (a, b)        = (oldest(left), oldest(right))
      val first         = a.valid && (!b.valid || a.stamp <= b.stamp)
      Age(a.valid || b.valid, Mux(first, a.stamp, b.stamp), Mux(first, a.way, b.way))
    }
}
