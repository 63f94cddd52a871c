package tandem.hw.rx

import chisel3._
import chisel3.util.{PriorityMux, Valid}
import tandem.hw.record.rx.{EndReason, TcpFlag}

/** Whether a run that has grown is complete. */
object CloseRules {

  /** @param isShort
    *   what was appended to the run is shorter than its first segment
    */
  def apply(run: RunState, isShort: Bool, config: ReceiveConfig): Valid[UInt] = {
    val fills    = config.fillRule === FillRule.CLOSE
    val advance  = run.acknowledgment - run.firstAcknowledgment
    val isFull   = fills && run.datagramBytes >= config.maxBytes
    val hasMost  = config.maxSegments =/= 0.U && run.segments >= config.maxSegments
    val isPushed = run.flags(TcpFlag.PSH) && config.pshRule === PshRule.CLOSE
    val rules = Seq(
      run.flags(TcpFlag.FIN)                                         -> 2,
      (config.ackThreshold =/= 0.U && advance > config.ackThreshold) -> 9,
      isFull                                                         -> 4,
      (fills && hasMost)                                             -> 23,
      isPushed                                                       -> 1,
      (isShort && config.shortRule === ShortRule.CLOSE)              -> 21
    )
    val closes = Wire(Valid(UInt(EndReason.widthBits.W)))
    closes.valid := rules.map(_._1).reduce(_ || _)
    closes.bits := PriorityMux(rules.map { case (holds, event) =>
      holds -> event.U(EndReason.widthBits.W)
    })
    closes
  }
}
