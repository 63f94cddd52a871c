package tandem.hw.record.rx

import chisel3._

/** What the host, or the transmit side, tells the receive path about a flow, a guest or all. */
class ControlEvent extends Bundle {
  val op = ControlOp()

  /** Due when so many frames have been decided, modulo 2^32. */
  val afterFrame = UInt(32.W)
  val time       = UInt(48.W)
  val guest      = UInt(8.W)

  /** The key of the flow, written as in received frames. */
  val vlanTags        = UInt(2.W)
  val outerTag        = UInt(32.W)
  val innerTag        = UInt(32.W)
  val ipVersion       = UInt(4.W)
  val sourceHigh      = UInt(64.W)
  val sourceLow       = UInt(64.W)
  val destinationHigh = UInt(64.W)
  val destinationLow  = UInt(64.W)
  val sourcePort      = UInt(16.W)
  val destinationPort = UInt(16.W)
  val sequence        = UInt(32.W)
  val acknowledgment  = UInt(32.W)
  val window          = UInt(16.W)

  /** Queue of the library that gets the flow. */
  val queue = UInt(16.W)
}
