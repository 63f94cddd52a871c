package tandem.hw.tx

import chisel3._
import chisel3.util.{Decoupled, Valid}
import tandem.hw.NicParams
import tandem.hw.record.{CommandDone, CommandEvent, ConnectionCommand}

/** Where a command stands. */
object CommandStep extends ChiselEnum {

  /** There is none. */
  val IDLE = Value

  /** Waiting for everything of the connection to be released. */
  val DRAINING = Value

  /** The changed context is on its way to host memory, or an older write-back is. */
  val STORING = Value

  /** Waiting for the acknowledge to be taken. */
  val ACKNOWLEDGING = Value
}

/** Carries out what the host asks for on behalf of a connection, one command at a time.
  *
  *   - accepts: a command when it has none
  *   - gives: the acknowledge, when the context is in host memory and the new state holds
  *   - never: touches a context that is in use; lets a request of the connection be looked up
  *     between acceptance and effect
  */
class CommandUnit(p: NicParams) extends Module {
  private val slotBits = CacheSizes.slotBits(p)

  val in   = IO(Flipped(Decoupled(new ConnectionCommand(p))))
  val done = IO(Decoupled(new CommandDone(p)))

  /** The connection whose requests have to wait. */
  val holds = IO(Valid(UInt(p.connectionBits.W)))

  /** Where its context is. */
  val isPresent  = IO(Input(Bool()))
  val isResident = IO(Input(Bool()))
  val slot       = IO(Input(UInt(slotBits.W)))
  val isDirty    = IO(Input(Bool()))
  val isUsed     = IO(Input(Bool()))

  /** A write-back can begin in this cycle; one of the connection is not answered. */
  val canStore   = IO(Input(Bool()))
  val isUnderWay = IO(Input(Bool()))
  val store      = IO(Output(Bool()))

  /** The place that must stay what it is until the effect. */
  val keeps = IO(Valid(UInt(slotBits.W)))

  /** It would like to act, so no look-up may; it can; its effect, and the place it frees. */
  val wantsToAct = IO(Output(Bool()))
  val canAct     = IO(Input(Bool()))
  val effect     = IO(Valid(new CommandEvent(p)))
  val clear      = IO(Valid(UInt(slotBits.W)))

  private val step    = RegInit(CommandStep.IDLE)
  private val command = Reg(new ConnectionCommand(p))
  private val hasSlot = Reg(Bool())
  private val place   = Reg(UInt(slotBits.W))

  in.ready    := step === CommandStep.IDLE
  holds.valid := step === CommandStep.DRAINING || step === CommandStep.STORING
  holds.bits  := command.connection
  keeps.valid := step === CommandStep.STORING && hasSlot
  keeps.bits  := place

  private val isDrained = !isPresent || (isResident && !isUsed)
  private val mustStore = isPresent && isDirty
  private val leaves    = step === CommandStep.DRAINING && isDrained && (!mustStore || canStore)
  private val settles   = step === CommandStep.STORING && !isUnderWay
  store      := leaves && mustStore && canAct
  wantsToAct := leaves || settles

  effect.valid           := settles && canAct
  effect.bits.kind       := command.kind
  effect.bits.connection := command.connection
  clear.valid            := effect.valid && hasSlot
  clear.bits             := place

  done.valid           := step === CommandStep.ACKNOWLEDGING
  done.bits.kind       := command.kind
  done.bits.connection := command.connection

  when(in.fire) {
    step    := CommandStep.DRAINING
    command := in.bits
  }
  when(leaves && canAct) {
    step    := CommandStep.STORING
    hasSlot := isPresent
    place   := slot
  }
  when(effect.valid) { step := CommandStep.ACKNOWLEDGING }
  when(done.fire) { step := CommandStep.IDLE }
}
