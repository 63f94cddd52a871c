package tandem.hw.tx

import chisel3._
import chisel3.util.{Decoupled, RegEnable, Valid}
import tandem.hw.NicParams
import tandem.hw.record.{ArbiterAnswer, ArbiterCommand, ArbiterStatus}

/** Carries out commands, one at a time (GA-29, GA-60 to GA-62).
  *
  *   - accepts: a command while none is under way
  *   - gives: the settings in the next cycle, the answer three cycles behind the command
  */
class ArbiterCommands(p: NicParams) extends Module {
  val trustedGuest = IO(Input(UInt(8.W)))
  val command      = IO(Flipped(Decoupled(new ArbiterCommand(p))))
  val answer       = IO(Decoupled(new ArbiterAnswer))
  val settings     = IO(Valid(new NewSettings(p)))

  /** Whether something of the guest is still here, two cycles behind the command. */
  val guest  = IO(Output(UInt(8.W)))
  val isHere = IO(Input(Bool()))

  private val busy   = RegInit(false.B)
  private val begins = RegNext(command.fire, false.B)
  private val looks  = RegNext(begins, false.B)
  private val now    = RegEnable(command.bits, command.fire)
  command.ready := !busy

  import ArbiterStatus._
  private val asked   = command.bits
  private val end     = asked.connectionBase +& asked.connectionCount
  private val most    = (BigInt(1) << 31).U
  private val badRate = asked.burst === 0.U || asked.burst >= most || asked.rate >= most
  private val status  = WireDefault(OK)
  when(asked.issuer =/= trustedGuest) { status := NOT_PRIVILEGED }
    .elsewhen(asked.guest >= p.guests.U(9.W)) { status := BAD_GUEST }
    .elsewhen(asked.weight === 0.U) { status := BAD_WEIGHT }
    .elsewhen(asked.rate =/= 0.U && badRate) { status := BAD_RATE }
    .elsewhen(end > (BigInt(1) << p.connectionBits).U) { status := BAD_RANGE }
  private val checked = RegEnable(status, command.fire)

  settings.valid              := begins && checked === OK
  settings.bits.guest         := now.guest(settings.bits.guest.getWidth - 1, 0)
  settings.bits.enabled       := now.enabled
  settings.bits.urgent        := now.urgent
  settings.bits.range.base    := now.connectionBase
  settings.bits.range.end     := RegEnable(end(p.connectionBits, 0), command.fire)
  settings.bits.share.weight  := now.weight
  settings.bits.share.limited := now.rate =/= 0.U
  settings.bits.tokens.rate   := now.rate
  settings.bits.tokens.burst  := now.burst
  guest                       := now.guest

  private val answers = RegInit(false.B)
  private val said    = Reg(ArbiterStatus())
  when(command.fire) { busy := true.B }
  when(looks) {
    answers := true.B
    said    := Mux(checked === OK && !now.enabled && isHere, BUSY, checked)
  }
  when(answer.fire) {
    answers := false.B
    busy    := false.B
  }
  answer.valid       := answers
  answer.bits.tag    := now.tag
  answer.bits.issuer := now.issuer
  answer.bits.status := said.asUInt
}
