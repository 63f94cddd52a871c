package tandem.hw.record.rx

import chisel3._

/** What is in the headers of a frame, from the Ethernet header to the TCP options. Byte strings
  * have their first byte lowest; fields that were not parsed are 0.
  */
trait HeaderFields extends Bundle {
  val destinationMac = UInt(48.W)
  val sourceMac      = UInt(48.W)
  val vlanTags       = UInt(2.W)

  /** TPID * 65536 + TCI, as `innerTag`. */
  val outerTag        = UInt(32.W)
  val innerTag        = UInt(32.W)
  val ipVersion       = UInt(4.W)
  val trafficClass    = UInt(8.W)
  val flowLabel       = UInt(20.W)
  val identification  = UInt(16.W)
  val dontFragment    = Bool()
  val hopLimit        = UInt(8.W)
  val sourceHigh      = UInt(64.W)
  val sourceLow       = UInt(64.W)
  val destinationHigh = UInt(64.W)
  val destinationLow  = UInt(64.W)
  val nextHeader      = UInt(8.W)
  val extensionBytes  = UInt(7.W)
  val extension       = UInt(512.W)
  val sourcePort      = UInt(16.W)
  val destinationPort = UInt(16.W)
  val sequence        = UInt(32.W)
  val acknowledgment  = UInt(32.W)
  val dataOffset      = UInt(4.W)
  val reserved        = UInt(4.W)

  /** Bits as in [[TcpFlag]]. */
  val flags          = UInt(8.W)
  val window         = UInt(16.W)
  val urgentPointer  = UInt(16.W)
  val optionBytes    = UInt(6.W)
  val options        = UInt(320.W)
  val hasTimestamp   = Bool()
  val timestampValue = UInt(32.W)
  val timestampEcho  = UInt(32.W)
}
