package tandem.hw.rx

import chisel3._
import tandem.hw.record.rx.EndReason

/** Which unit is given in a step, at most one of these or a frame that passes. */
class UnitChoice extends Bundle {

  /** The run of the entry, or its first isle, as it is. */
  val givesRun  = Bool()
  val givesIsle = Bool()

  /** The run of the first entry of the open list, because another one opens. */
  val evicts = Bool()

  /** What the entry's run, or a run of one segment, has become. */
  val ends = Bool()
}

/** Reasons, as what happens in a step would have them. */
class UnitReasons extends Bundle {
  private def reason() = UInt(EndReason.widthBits.W)

  val event   = reason()
  val joint   = reason()
  val closing = reason()
}

/** When and why a unit is given, and from where. */
class UnitContext extends Bundle {
  val entry      = UInt(16.W)
  val tracked    = Bool()
  val reason     = UInt(EndReason.widthBits.W)
  val closeCycle = UInt(48.W)
  val outOfOrder = Bool()
  val drops      = Bool()
}

object UnitContext {

  /** @param arrival
    *   of the segment in hand
    * @param at
    *   the entry that is worked at, `first` that of the open list
    */
  def apply(
      kind: StepKind,
      step: SegmentStep,
      choice: UnitChoice,
      times: StepTimes,
      reasons: UnitReasons,
      arrival: UInt,
      at: UInt,
      first: UInt
  ): UnitContext = {
    val context = Wire(new UnitContext)
    context.entry      := Mux(choice.evicts, first, at)
    context.tracked    := step.isTracked || choice.evicts || !step.isLast
    context.outOfOrder := choice.givesIsle
    context.drops      := choice.givesIsle && step.flushesOwn && step.verdict.drops
    context.closeCycle := times.lastArrival
    when(kind.isExpiry) { context.closeCycle := times.deadline }
    when(kind.isEvent) { context.closeCycle := times.event }
    when(kind.isSegment) { context.closeCycle := arrival }
    context.reason := EndReason.te(6)
    when(kind.isExpiry) { context.reason := EndReason.te(5) }
    when(kind.isEvent) { context.reason := reasons.event }
    when(step.flushesOwn) { context.reason := step.verdict.reason }
    when(kind.isJoin) { context.reason := reasons.joint }
    when(choice.ends) { context.reason := reasons.closing }
    when(step.passes) { context.reason := step.passReason }
    context
  }
}
