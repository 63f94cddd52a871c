package tandem.hw.mem

import chisel3._
import tandem.hw.NicParams
import tandem.hw.record.HostOp

/** A request that will be cut into bursts, its padding added. */
class AcceptedSpan(p: NicParams) extends Bundle {
  val op      = HostOp()
  val address = UInt(p.addressBits.W)

  /** Bytes to move, padding included; never 0. */
  val bytes = UInt(p.paddedLengthBits.W)

  /** How many of the last of these bytes are padding. */
  val padBytes = UInt(8.W)
  val guest    = UInt(p.guestBits.W)
  val tag      = UInt(p.tagBits.W)
  val slot     = UInt(p.slotBits.W)
}

/** A request with what the choice of a plan needs. */
class MeasuredSpan(p: NicParams) extends Bundle {
  val span     = new AcceptedSpan(p)
  val geometry = new SpanGeometry
}

/** How one request is to be cut. */
class CutPlan extends Bundle {

  /** The longest burst, bytes. */
  val burstBytes = UInt(13.W)

  /** One less than the line, a mask of the address bits inside it. */
  val lineMask = UInt(8.W)

  /** Cut at the first line boundary. */
  val alignsHead = Bool()

  /** Cut a longer last burst that ends inside a line before that line. */
  val isolatesTail = Bool()
}

/** A request with the way to cut it. */
class PlannedSpan(p: NicParams) extends Bundle {
  val span = new AcceptedSpan(p)
  val plan = new CutPlan
}

/** What the completion of a request must say, known at acceptance. */
class SpanEntry(p: NicParams) extends Bundle {
  val op    = HostOp()
  val guest = UInt(p.guestBits.W)
  val tag   = UInt(p.tagBits.W)

  /** No burst will be issued. */
  val burstless = Bool()
  val rejected  = Bool()
}

/** A burst that leaves. */
class IssuedBurst(p: NicParams) extends Bundle {
  val op   = HostOp()
  val slot = UInt(p.slotBits.W)

  /** The address modulo the greatest line, bytes. */
  val lineOffset = UInt(8.W)
  val bytes      = UInt(13.W)
}

/** A request that will get no further bursts. */
class CutSpan(p: NicParams) extends Bundle {
  val slot = UInt(p.slotBits.W)

  /** Bursts issued. */
  val bursts = UInt(p.burstCountBits.W)
}
