package tandem.hw.rx

import chisel3._
import chisel3.util.Valid
import tandem.hw.NicParams
import tandem.hw.record.rx.{ControlEvent, ControlOp, EndReason, RunPath}

/** What an event about one flow does in this cycle. */
class KeyedStep extends Bundle {

  /** What the entry found holds is handed up, and why. */
  val flushes = Bool()
  val reason  = UInt(EndReason.widthBits.W)

  /** The entry is taken for the flow; is used; becomes free. */
  val takes = Bool()
  val uses  = Bool()
  val frees = Bool()
  val done  = Bool()
  val owner = Valid(new FlowOwner)
}

/** Decides what the events BIND, CLOSE_FLOW and TRANSMIT do. */
object KeyedEvents {

  /** Whether `op` looks at the table. */
  def looks(op: ControlOp.Type, config: ReceiveConfig): Bool =
    config.keyRule === KeyRule.TUPLE && (op === ControlOp.CLOSE_FLOW || op === ControlOp.TRANSMIT ||
      (op === ControlOp.BIND && config.keepEntry))

  /** @param isHere
    *   the event is worked at; nothing is done otherwise
    * @param isOpen
    *   the entry found collects
    * @param closes
    *   it does not any more after this step
    */
  def apply(
      p: NicParams,
      isHere: Bool,
      event: ControlEvent,
      found: FlowPlace,
      isOpen: Bool,
      closes: Bool,
      owner: FlowOwner
  ): KeyedStep = {
    val isBind  = event.op === ControlOp.BIND
    val isClose = event.op === ControlOp.CLOSE_FLOW
    val wants   = isHere && isBind && found.mayTake
    val hits    = isHere && found.hit
    val step    = Wire(new KeyedStep)
    step.flushes     := isOpen && ((isClose && hits) || wants)
    step.reason      := Mux(isBind, EndReason.te(6), EndReason.te(25))
    step.takes       := wants && !isOpen
    step.uses        := isBind && hits
    step.frees       := isClose && hits && (!isOpen || closes)
    step.done        := !step.flushes || (isClose && closes)
    step.owner.valid := step.takes || (hits && !isClose)
    step.owner.bits  := Mux(hits, owner, FlowOwner.unknown(FlowAddress.of(event)))
    when(isBind) {
      step.owner.bits.path  := RunPath.USER
      step.owner.bits.queue := event.queue
    }.otherwise {
      step.owner.bits.transmitValid          := true.B
      step.owner.bits.transmitSequence       := event.sequence
      step.owner.bits.transmitAcknowledgment := event.acknowledgment
      step.owner.bits.transmitWindow         := event.window
    }
    step
  }
}
