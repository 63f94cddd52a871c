package tandem.hw.tx

import chisel3._
import chisel3.util.log2Ceil
import tandem.hw.{GuestWrite, NicParams}

/** What POST looks at of a guest. */
class DoorbellRange(p: NicParams) extends Bundle {

  /** Its connections: the first, and the first behind them. */
  val base = UInt(p.connectionBits.W)
  val end  = UInt((p.connectionBits + 1).W)
}

/** What PREPARE looks at of a guest. */
class TurnShare extends Bundle {
  val weight  = UInt(8.W)
  val limited = Bool()
}

/** What SWEEP looks at of a guest. */
class TokenRate extends Bundle {
  val rate  = UInt(32.W)
  val burst = UInt(32.W)
}

/** A command that is done in this cycle. */
class NewSettings(p: NicParams) extends Bundle {
  val guest   = UInt(math.max(1, log2Ceil(p.guests)).W)
  val enabled = Bool()
  val urgent  = Bool()
  val range   = new DoorbellRange(p)
  val share   = new TurnShare
  val tokens  = new TokenRate

  /** A write of a part of them, as bits. */
  def write(part: Data): GuestWrite = {
    val bits = Wire(new GuestWrite(guest.getWidth, part.getWidth))
    bits.guest := guest
    bits.data  := part.asUInt
    bits
  }
}
