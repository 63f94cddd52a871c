package tandem.hw.rx

import chisel3._
import chisel3.util.Cat
import tandem.hw.record.rx.{ControlEvent, ParsedSegment}

/** What must be equal for two segments to be of one flow; what the key rule does not look at is 0.
  */
class FlowKey extends Bundle {
  val address        = new FlowAddress
  val outerTag       = UInt(32.W)
  val innerTag       = UInt(32.W)
  val destinationMac = UInt(48.W)
  val sourceMac      = UInt(48.W)
  val flowLabel      = UInt(20.W)
  val nextHeader     = UInt(8.W)
  val extensionBytes = UInt(7.W)
  val extension      = UInt(512.W)
}

object FlowKey {
  private val VlanIdBits = 12

  def of(segment: ParsedSegment, rule: KeyRule.Type): FlowKey = {
    val isLink = rule === KeyRule.LINK
    val key    = WireDefault(0.U.asTypeOf(new FlowKey))
    key.address  := FlowAddress.of(segment)
    key.outerTag := Mux(isLink, segment.outerTag, vlanId(segment.outerTag))
    key.innerTag := Mux(isLink, segment.innerTag, vlanId(segment.innerTag))
    when(isLink) {
      key.destinationMac := segment.destinationMac
      key.sourceMac      := segment.sourceMac
      key.flowLabel      := segment.flowLabel
      key.nextHeader     := segment.nextHeader
      key.extensionBytes := segment.extensionBytes
      key.extension      := segment.extension
    }
    key
  }

  /** The key of an event, which is known under the rule TUPLE only. */
  def of(event: ControlEvent): FlowKey = {
    val key = WireDefault(0.U.asTypeOf(new FlowKey))
    key.address  := FlowAddress.of(event)
    key.outerTag := vlanId(event.outerTag)
    key.innerTag := vlanId(event.innerTag)
    key
  }

  /** The hash that a parser gives to the segments of the flow. */
  def hash(address: FlowAddress): UInt = FlowHash(
    address.guest,
    address.ipVersion,
    Cat(address.sourceHigh, address.sourceLow),
    Cat(address.destinationHigh, address.destinationLow),
    address.sourcePort,
    address.destinationPort
  )

  private def vlanId(tag: UInt): UInt = tag(VlanIdBits - 1, 0)
}
