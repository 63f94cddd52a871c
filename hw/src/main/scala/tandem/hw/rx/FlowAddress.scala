package tandem.hw.rx

import chisel3._
import tandem.hw.record.rx.{ControlEvent, ParsedSegment, SegmentRun}

/** What all segments of a flow have in common under every rule. */
class FlowAddress extends Bundle {
  val guest           = UInt(8.W)
  val vlanTags        = UInt(2.W)
  val ipVersion       = UInt(4.W)
  val sourceHigh      = UInt(64.W)
  val sourceLow       = UInt(64.W)
  val destinationHigh = UInt(64.W)
  val destinationLow  = UInt(64.W)
  val sourcePort      = UInt(16.W)
  val destinationPort = UInt(16.W)
}

object FlowAddress {
  def of(segment: ParsedSegment): FlowAddress = from(segment)
  def of(event: ControlEvent): FlowAddress    = from(event)

  /** Shows the address in a unit. */
  def connect(to: SegmentRun, from: FlowAddress): Unit =
    from.elements.foreach { case (name, field) => to.elements(name) := field }

  private def from(record: Record): FlowAddress = {
    val address = Wire(new FlowAddress)
    address.elements.foreach { case (name, field) => field := record.elements(name) }
    address
  }
}
