package tandem.hw.rx

import chisel3._
import tandem.hw.record.rx.{ParsedSegment, TcpFlag}

object ProgressRules {

  /** Where a flow is when its first isle, which ends at `end`, has joined the run, or was handed up
    * or dropped. What is dropped must come again.
    */
  def afterIsle(old: FlowProgress, end: UInt, isJoined: Bool, isDropped: Bool): FlowProgress = {
    val progress = WireDefault(old)
    when(!isDropped) {
      progress.expected := Mux(isJoined, end, RunState.later(old.expected, end))
    }
    progress
  }
}

/** Where a flow is when a segment of it is done. */
class ProgressRules(
    old: FlowProgress,
    known: Bool,
    opens: Bool,
    segment: ParsedSegment,
    step: SegmentStep
) {
  private val end      = segment.sequence + segment.payloadBytes
  private val hasData  = segment.payloadBytes =/= 0.U
  private val isValid  = known && old.expectedValid
  private val collects = step.starts || step.appends
  private val isSyn    = step.passReason === 14.U && segment.flags(TcpFlag.SYN)
  private val isBlind  = Seq(15, 7, 10, 20).map(event => step.passReason === event.U).reduce(_ || _)
  private val advances = step.passes && hasData && !isSyn && !isBlind &&
    (!isValid || RunState.isBefore(old.expected, end))

  /** Data of the segment moved it. */
  val isMoved: Bool = collects || advances

  val next: FlowProgress = {
    val progress = WireDefault(old)
    progress.expectedValid := isValid || isMoved || (step.passes && isSyn)
    when(isMoved) { progress.expected := end }
    when(step.passes && isSyn) { progress.expected := end + 1.U }
    when(opens) { progress.template := FlowTemplate.of(segment) }
    progress
  }
}
