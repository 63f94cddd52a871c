package tandem.hw.tx

import chisel3._
import chisel3.util.{Valid, log2Ceil}
import tandem.hw.{GuestWrite, NicParams}

/** What a turn does in a cycle, for the counters. */
class TurnActivity extends Bundle {
  val begins   = Bool()
  val switches = Bool()
  val skips    = Bool()
  val goesOn   = Bool()
  val grants   = Bool()
  val first    = Bool()
  val last     = Bool()
  val bytes    = UInt(32.W)
  val guest    = UInt(8.W)
}

/** Takes the steps of turns, one a cycle (GA-32 to GA-38).
  *
  *   - accepts: a prepared turn a cycle, four at most with those on their way
  *   - gives: a slice a cycle, and the end of a turn one cycle behind its last step
  *   - keeps order of: turns, and requests of a guest
  */
class TurnEngine(p: NicParams) extends Module {
  private val guestBits = math.max(1, log2Ceil(p.guests))
  private val placeBits = log2Ceil(p.guestDepth) + 1
  private val Most      = 4

  val config   = IO(Input(new ArbiterConfig))
  val prepared = IO(Flipped(Valid(new Turn(p))))
  val seen     = IO(Flipped(Valid(new VisibleRequest(p))))

  /** A grant can go out; nobody else is there at the beginning of the cycle. */
  val hasRoom = IO(Input(Bool()))
  val isAlone = IO(Input(Bool()))

  /** The size of the third request of the turn of the next cycle, asked for and told. */
  val asked = IO(Output(new RingPlace(p)))
  val size  = IO(Input(new RingSize))

  val slice    = IO(Valid(new GrantedSlice(log2Ceil(p.guestDepth))))
  val granted  = IO(Valid(new GuestWrite(guestBits, placeBits)))
  val owed     = IO(Valid(new GuestWrite(guestBits, 32)))
  val partial  = IO(Valid(new GuestWrite(guestBits, 64)))
  val ended    = IO(Valid(new EndedTurn(guestBits)))
  val someLeft = IO(Output(Bool()))

  /** Whose turn it is, if it is anybody's; whether its first step is still to come. */
  val current  = IO(Output(UInt(guestBits.W)))
  val isBusy   = IO(Output(Bool()))
  val isNew    = IO(Output(Bool()))
  val activity = IO(Output(new TurnActivity))

  private val valid   = RegInit(false.B)
  private val begins  = Reg(Bool())
  private val turn    = Reg(new Turn(p))
  private val charged = Reg(UInt(34.W))
  current := turn.guest
  isBusy  := valid
  isNew   := valid && begins

  private def sees(turn: Turn): Bool = seen.valid && seen.bits.guest === turn.guest
  private val arriving = Slice(seen.bits.size.bytes, seen.bits.size.moves, config.sliceBytes)

  // May the turn take a step?
  private val before    = Reg(UInt(guestBits.W))
  private val hasBefore = RegInit(false.B)
  private val delay     = RegInit(0.U(8.W))
  private val isOther   = hasBefore && before =/= turn.guest
  private val steps     = valid && hasRoom && !(begins && isOther && delay =/= 0.U)

  // What it does.
  private val first    = turn.first
  private val grants   = steps && !turn.isUsedUp
  private val consumes = grants && first.last
  private val cost     = Mux(config.quantumBytes === 0.U, 1.U, first.cost)
  private val paid     = Mux(turn.isUsedUp, 0.U, cost).pad(Turn.DeficitBits)
  private val below    = turn.below - paid
  private val renewed  = turn.below - paid + turn.credit.pad(Turn.DeficitBits)
  private val isUsedUp = below(Turn.DeficitBits - 1)
  private val noneLeft = first.last && !turn.isUsedUp && turn.visible === 1.U
  private val mayGoOn  = isAlone && !turn.limited
  private val goesOn   = !noneLeft && isUsedUp && mayGoOn
  private val ends     = steps && (noneLeft || (isUsedUp && !mayGoOn))
  private val chargedThen =
    Mux(begins, 0.U, charged) + Mux(turn.isUsedUp, 0.U, first.cost.pad(34))

  private val third = Slice(size.bytes, size.moves, config.sliceBytes)
  private val rest  = Slice(first.after, true.B, config.sliceBytes)
  private val next  = WireInit(turn)
  when(steps) { next.below := Mux(goesOn, renewed, below) }
  when(consumes) {
    next.head   := turn.head + 1.U
    next.offset := 0.U
    next.left   := 0.U
    next.first  := turn.second
    next.second := third
  }.elsewhen(grants) {
    next.offset := turn.offset + first.bytes
    next.left   := first.after
    next.first  := rest
  }
  private val stillSeen = turn.visible - consumes
  next.visible := stillSeen + sees(turn)
  when(sees(turn) && stillSeen === 1.U) { next.second := arriving }

  // The turns that wait.
  private val waiting = Reg(Vec(Most, new Turn(p)))
  private val waits   = RegInit(0.U(3.W))
  private val isEmpty = waits === 0.U
  private val free    = !valid || ends
  private val pops    = free && !isEmpty
  private val enters  = prepared.valid && !(free && isEmpty)
  private val place   = waits - pops
  private val later   = VecInit(waiting.map(w => w.seeing(sees(w), arriving)))
  waits := waits - pops + enters
  for (i <- 0 until Most) {
    val behind = if (i + 1 < Most) Mux(pops, later(i + 1), later(i)) else later(i)
    waiting(i) := Mux(enters && place === i.U, prepared.bits, behind)
  }
  private val following = Mux(isEmpty, prepared.bits, later(0))
  private val begin     = free && (!isEmpty || prepared.valid)
  when(free) {
    valid  := begin
    begins := true.B
    turn   := following
  }.otherwise {
    turn := next
    when(steps) { begins := false.B }
  }
  when(steps) { charged := chargedThen }
  private val thirdOfNext = following.head + 2.U
  asked.set(
    Mux(free, following.guest, turn.guest),
    Mux(free, thirdOfNext, Mux(consumes, turn.head + 3.U, turn.head + 2.U))
  )

  // What it costs to switch.
  when(delay =/= 0.U) { delay := delay - 1.U }
  when(ends) {
    before    := turn.guest
    hasBefore := true.B
    delay     := config.switchCycles
  }

  // What comes of a step.
  slice.valid        := grants
  slice.bits.guest   := turn.guest
  slice.bits.scanner := turn.scanner
  slice.bits.place   := turn.head(placeBits - 2, 0)
  slice.bits.bytes   := first.bytes
  slice.bits.offset  := turn.offset
  slice.bits.last    := first.last
  granted.valid      := consumes
  granted.bits.guest := turn.guest
  granted.bits.data  := turn.head + 1.U

  private val end         = RegNext(next)
  private val endIsUsedUp = RegNext(next.isUsedUp)
  private val endBelow    = RegNext(next.below(31, 0))
  private val hasEnd      = RegNext(ends, false.B)
  ended.valid        := hasEnd
  ended.bits.guest   := end.guest
  ended.bits.scanner := end.scanner
  ended.bits.limited := end.limited
  ended.bits.charged := charged
  someLeft           := end.visible =/= 0.U
  owed.valid         := hasEnd
  owed.bits.guest    := end.guest
  owed.bits.data     := Mux(endIsUsedUp, ~endBelow, 0.U)
  partial.valid      := hasEnd
  partial.bits.guest := end.guest
  partial.bits.data  := end.offset ## end.left

  activity.begins   := steps && begins
  activity.switches := steps && begins && isOther
  activity.skips    := steps && turn.isUsedUp
  activity.goesOn   := steps && goesOn
  activity.grants   := grants
  activity.first    := turn.offset === 0.U
  activity.last     := first.last
  activity.bytes    := first.bytes
  activity.guest    := turn.guest
}
