package tandem.hw.record.rx

import chisel3._

/** The completion of a unit, and its header where it has a new one. */
class HostRun extends Bundle {
  val run     = UInt(32.W)
  val kind    = RunKind()
  val guest   = UInt(8.W)
  val path    = RunPath()
  val queue   = UInt(16.W)
  val entry   = UInt(16.W)
  val tracked = Bool()

  /** Header and payload; of a frame that passes its bytes. */
  val totalBytes     = UInt(17.W)
  val headerBytes    = UInt(9.W)
  val segments       = UInt(16.W)
  val pureAcks       = UInt(16.W)
  val dupAcks        = UInt(8.W)
  val timestampDelta = UInt(32.W)
  val endReason      = UInt(EndReason.widthBits.W)
  val outOfOrder     = Bool()
  val checksumStatus = ChecksumStatus()

  /** Whether the checksum fields of what the host gets hold right values. */
  val checksumValid          = Bool()
  val openCycle              = UInt(48.W)
  val closeCycle             = UInt(48.W)
  val sequence               = UInt(32.W)
  val payloadBytes           = UInt(16.W)
  val transmitValid          = Bool()
  val transmitSequence       = UInt(32.W)
  val transmitAcknowledgment = UInt(32.W)
  val transmitWindow         = UInt(16.W)

  /** The bytes, the first of them lowest; zero above `headerBytes`. */
  val header = UInt(HostRun.HeaderBits.W)
}

object HostRun {

  /** Width of the field `header`, bits. */
  val HeaderBits = 1536
}
