package tandem.hw.tx

import chisel3._
import chisel3.util.{Valid, log2Ceil}
import tandem.hw.{GuestMemory, NicParams}

/** A turn that is over. */
class EndedTurn(guestBits: Int) extends Bundle {
  val guest   = UInt(guestBits.W)
  val scanner = UInt(4.W)
  val limited = Bool()
  val charged = UInt(34.W)
}

/** How many bytes limited guests may still be granted (GA-24, GA-26, GA-27).
  *
  *   - accepts: the end of a turn, and new settings, every cycle
  *   - gives: whether the guest of that turn is throttled, and who is not any more
  *
  * What a guest has earned and what it has spent are kept apart, so that each memory has one
  * writer; its tokens are the difference.
  */
class ArbiterTokens(p: NicParams) extends Module {
  private val guestBits = math.max(1, log2Ceil(p.guests))
  private val Bits      = 40

  val settings = IO(Flipped(Valid(new NewSettings(p))))

  /** The guest of the command that came in this cycle. */
  val commanded = IO(Input(UInt(guestBits.W)))

  /** The guest whose turn it is; the turn may end in the next cycle. */
  val current = IO(Input(UInt(guestBits.W)))
  val ended   = IO(Flipped(Valid(new EndedTurn(guestBits))))

  /** Whether the guest of `ended` has used up its tokens. */
  val isUsedUp = IO(Output(Bool()))

  /** Who is looked at in the next cycle, and whether it is throttled. */
  val asked       = IO(Output(UInt(guestBits.W)))
  val isThrottled = IO(Input(Bool()))

  /** Who is looked at in this cycle, and who was released by the cycle before. */
  val swept    = IO(Output(UInt(guestBits.W)))
  val released = IO(Valid(UInt(guestBits.W)))

  private val sweeps = RegInit(false.B)
  when(settings.valid && settings.bits.share.limited) { sweeps := true.B }
  private val turn   = RegInit(0.U(guestBits.W))
  private val sweep  = sweeps && !settings.valid
  private val behind = Mux(turn === (p.guests - 1).U, 0.U, turn + 1.U)
  asked := Mux(sweep, behind, turn)
  swept := turn
  turn  := asked

  private val rates  = Module(new GuestMemory(p.guests, new TokenRate().getWidth, 1, false))
  private val earned = Module(new GuestMemory(p.guests, Bits, 2, false))
  private val spent  = Module(new GuestMemory(p.guests, Bits, 3, false))
  rates.address(0)  := asked
  rates.write.valid := settings.valid
  rates.write.bits  := settings.bits.write(settings.bits.tokens)
  for (memory <- Seq(earned, spent)) {
    memory.address(0) := asked
    memory.address(1) := current
  }
  spent.address(2) := commanded

  private def isNegative(sum: UInt): Bool = (sum >> (Bits - 1)).asBool
  private def wide(value: UInt): UInt     = value.pad(Bits)
  private val its                         = rates.data(0).asTypeOf(new TokenRate)
  private val filled                      = earned.data(0) + wide(its.rate)
  private val brim                        = spent.data(0) + wide(its.burst)
  private val flows = isNegative(spent.data(0) + wide(its.burst) - earned.data(0) - wide(its.rate))
  private val some  = isNegative(spent.data(0) - earned.data(0) - wide(its.rate))
  private val isLimited = its.rate =/= 0.U
  released.valid := RegNext(sweep && isThrottled && (!isLimited || some), false.B)
  released.bits  := RegNext(turn)

  private val end     = ended.bits
  private val charged = wide(end.charged)
  private val spends  = ended.valid && end.limited
  private val isSwept = sweep && isLimited && turn === end.guest
  private val left    = isNegative(spent.data(1) + charged - earned.data(1))
  private val leftFilled =
    isNegative(spent.data(1) + charged - earned.data(1) - wide(its.rate)) &&
      charged < its.burst
  isUsedUp               := spends && !Mux(isSwept, leftFilled, left)
  spent.write.valid      := spends
  spent.write.bits.guest := end.guest
  spent.write.bits.data  := spent.data(1) + charged

  private val alsoSpends = spends && end.guest === settings.bits.guest
  private val full =
    spent.data(2) + wide(settings.bits.tokens.burst) + Mux(alsoSpends, charged, 0.U)
  earned.write.valid      := settings.valid || (sweep && isLimited)
  earned.write.bits.guest := Mux(settings.valid, settings.bits.guest, turn)
  earned.write.bits.data  := Mux(settings.valid, full, Mux(flows, brim, filled))
}
