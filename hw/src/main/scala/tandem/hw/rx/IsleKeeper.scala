package tandem.hw.rx

import chisel3._
import chisel3.util.{Cat, Mux1H, OHToUInt, PopCount, PriorityEncoder, UIntToOH, log2Ceil}
import tandem.hw.NicParams
import tandem.hw.record.rx.{ParsedSegment, TcpFlag}
import tandem.hw.CircularBits

/** The bytes of an isle, and where the rest of it is kept. */
class IsleRange(slotBits: Int) extends Bundle {
  val start    = UInt(32.W)
  val end      = UInt(32.W)
  val segments = UInt(16.W)

  /** Nothing may follow in the same aggregate. */
  val pushed = Bool()
  val slot   = UInt(slotBits.W)

  def bytes: UInt = (end - start)(16, 0)
}

/** The bytes of a segment that may go to an isle. */
class IsleCandidate extends Bundle {
  val start          = UInt(32.W)
  val end            = UInt(32.W)
  val pushed         = Bool()
  val datagramHeader = UInt(8.W)
}

object IsleCandidate {
  def of(segment: ParsedSegment, config: ReceiveConfig): IsleCandidate = {
    val candidate = Wire(new IsleCandidate)
    candidate.start          := segment.sequence
    candidate.end            := segment.sequence + segment.payloadBytes
    candidate.pushed         := segment.flags(TcpFlag.PSH) && config.pshRule === PshRule.CLOSE
    candidate.datagramHeader := RunState.datagramHeader(segment)
    candidate
  }
}

/** What is done to the isles of an entry. */
object IsleStep extends ChiselEnum {
  val NONE = Value

  /** The first is taken away. */
  val POP = Value

  /** The segment is kept: behind an isle, before one, or as a new one. */
  val KEEP = Value

  /** The isle that grew last and the one behind it become one. */
  val JOIN = Value
}

/** Runs of a flow beyond a hole: disjoint, in the order of their bytes.
  *
  *   - accepts: one step a cycle
  *   - gives: in the same cycle what the isles of the entry `at` say of a segment
  *   - never: keeps more than the configuration allows
  */
class IsleKeeper(p: NicParams) extends Module {
  private val slotBits  = math.max(1, log2Ceil(p.maxIsles))
  private val countBits = log2Ceil(p.maxIsles + 1)
  private val entryBits = log2Ceil(p.flowEntries)
  private val Places    = p.maxIsles

  val config  = IO(Input(new ReceiveConfig))
  val at      = IO(Input(UInt(entryBits.W)))
  val segment = IO(Input(new IsleCandidate))

  /** What is shown in `record`, and what is done when `go` is set. */
  val step = IO(Input(IsleStep()))
  val go   = IO(Input(Bool()))

  /** The isle after KEEP and JOIN. */
  val written = IO(Input(new RunState))

  val any   = IO(Output(Bool()))
  val meets = IO(Output(Bool()))
  val fits  = IO(Output(Bool()))

  /** How KEEP keeps it, if neither as a new isle; whether a JOIN is to follow. */
  val isBehind  = IO(Output(Bool()))
  val isBefore  = IO(Output(Bool()))
  val joinsNext = IO(Output(Bool()))

  /** The first isle; whether it is the only one, or the next begins where it ends. */
  val first       = IO(Output(new IsleRange(slotBits)))
  val isOnly      = IO(Output(Bool()))
  val nextFollows = IO(Output(Bool()))

  /** What was collected: of the first isle, of that which grows, of that behind the one that grew.
    */
  val record = IO(Output(new RunState))

  /** The isle that grew last. */
  val grown = IO(Output(new RunState))

  val asked    = IO(Input(UInt(entryBits.W)))
  val askedAny = IO(Output(Bool()))

  /** Segments in isles of all flows. */
  val held = IO(Output(UInt(17.W)))

  private val holders = RegInit(0.U(p.flowEntries.W))
  private val counts  = Mem(p.flowEntries, UInt(countBits.W))
  private val ranges  = Mem(p.flowEntries, Vec(Places, new IsleRange(slotBits)))
  private val records = Mem(p.flowEntries << slotBits, new RunState)
  private val total   = RegInit(0.U(17.W))
  private val last    = Reg(new RunState)
  private val grownAt = Reg(UInt(slotBits.W))

  any      := CircularBits.at(holders, at)
  askedAny := CircularBits.at(holders, asked)
  private val count  = Mux(any, counts(at), 0.U)
  private val isles  = ranges(at)
  private val exists = VecInit.tabulate(Places)(i => count > i.U)

  // What they say of a segment.
  private def isEarlier(a: UInt, b: UInt): Bool = RunState.isBefore(a, b)
  private val bytes                             = (segment.end - segment.start)(16, 0)
  private val hasRoom                           = total < config.isleBuffers
  private def within(segments: UInt, payload: UInt): Bool =
    segments <= config.isleSegments &&
      (config.maxSegments === 0.U || segments <= config.maxSegments) &&
      payload +& segment.datagramHeader <= config.maxBytes
  private val grows =
    isles.map(isle => hasRoom && within(isle.segments +& 1.U, isle.bytes +& bytes))
  private val overlaps = isles.zip(exists).map { case (isle, here) =>
    here && isEarlier(segment.start, isle.end) && isEarlier(isle.start, segment.end)
  }
  private val behind = VecInit.tabulate(Places)(i =>
    exists(i) && isles(i).end === segment.start && !isles(i).pushed && grows(i)
  )
  private val before = VecInit.tabulate(Places)(i =>
    exists(i) && isles(i).start === segment.end && !segment.pushed && grows(i)
  )
  private val limit = Mux(config.isles < Places.U, config.isles, Places.U)
  private val joins = VecInit.tabulate(Places) { i =>
    if (i == Places - 1) false.B
    else {
      val next = isles(i + 1)
      behind(i) && exists(i + 1) && next.start === segment.end && !segment.pushed &&
      within(isles(i).segments +& 1.U +& next.segments, isles(i).bytes +& bytes +& next.bytes)
    }
  }
  private val isNew = !isBehind && !isBefore
  meets     := overlaps.reduce(_ || _)
  isBehind  := behind.asUInt.orR
  isBefore  := !isBehind && before.asUInt.orR
  fits      := isBehind || isBefore || (count < limit && hasRoom)
  joinsNext := joins.asUInt.orR

  first       := isles.head
  isOnly      := count === 1.U
  nextFollows := (if (Places == 1) false.B else exists(1) && isles(1).start === isles.head.end)

  // The isle whose record is meant.
  private val keeps   = step === IsleStep.KEEP
  private val joining = step === IsleStep.JOIN
  private val growing = Mux(isBehind, behind, before)
  private val meantAt =
    Mux(keeps, growing.asUInt, Mux(joining, (UIntToOH(grownAt, Places) << 1), 1.U))
  private val meant = Mux1H(meantAt(Places - 1, 0), isles)
  private val slots = isles.zip(exists).map { case (isle, here) =>
    Mux(here, UIntToOH(isle.slot, Places), 0.U)
  }
  private val freeSlot = PriorityEncoder(~slots.reduce(_ | _))
  record := records(Cat(at, meant.slot))
  grown  := last

  // The new order.
  private val position = PopCount(isles.zip(exists).map { case (isle, here) =>
    here && isEarlier(isle.start, segment.start)
  })
  private val added = Wire(new IsleRange(slotBits))
  added.start    := segment.start
  added.end      := segment.end
  added.segments := 1.U
  added.pushed   := segment.pushed
  added.slot     := freeSlot
  private def nth(i: Int): IsleRange = isles(math.min(i, Places - 1))
  private val kept = VecInit.tabulate(Places) { i =>
    val isle = WireDefault(isles(i))
    when(isNew) {
      when(position === i.U) { isle := added }
      if (i > 0) when(position < i.U) { isle := isles(i - 1) }
    }.elsewhen(growing(i)) {
      isle.start    := Mux(isBehind, isles(i).start, segment.start)
      isle.end      := Mux(isBehind, segment.end, isles(i).end)
      isle.pushed   := Mux(isBehind, segment.pushed, isles(i).pushed)
      isle.segments := isles(i).segments + 1.U
    }
    isle
  }
  private val joined = VecInit.tabulate(Places) { i =>
    val isle = WireDefault(Mux(grownAt < i.U, nth(i + 1), isles(i)))
    when(grownAt === i.U) {
      isle.end      := nth(i + 1).end
      isle.pushed   := nth(i + 1).pushed
      isle.segments := isles(i).segments + nth(i + 1).segments
    }
    isle
  }
  private val popped = VecInit.tabulate(Places)(i => nth(i + 1))

  when(go && step =/= IsleStep.NONE) {
    val pops      = step === IsleStep.POP
    val takesAway = pops || joining
    ranges(at) := Mux(keeps, kept, Mux(joining, joined, popped))
    counts(at) := Mux(keeps, count + isNew, count - takesAway)
    val bit = UIntToOH(at, p.flowEntries)
    holders := Mux(pops && isOnly, holders & ~bit, holders | bit)
    total   := Mux(keeps, total + 1.U, total - Mux(pops, isles.head.segments, 0.U))
    when(!pops) {
      val slot =
        Mux(keeps, Mux(isNew, freeSlot, meant.slot), Mux1H(UIntToOH(grownAt, Places), isles).slot)
      records(Cat(at, slot)) := written
      last                   := written
      grownAt                := OHToUInt(growing)
    }
  }
  held := total
}
