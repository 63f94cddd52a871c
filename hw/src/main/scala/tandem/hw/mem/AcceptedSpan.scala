package tandem.hw.mem

import chisel3._
import tandem.hw.NicParams
import tandem.hw.record.HostOp

/** A request on its way to its bursts. */
class AcceptedSpan(p: NicParams) extends Bundle {
  val op      = HostOp()
  val address = UInt(p.addressBits.W)

  /** Bytes to move without padding; not 0 where bursts are cut. */
  val bytes = UInt(p.lengthBits.W)

  /** How many bytes behind them are moved as well. */
  val padBytes = UInt(8.W)
  val guest    = UInt(p.guestBits.W)
  val tag      = UInt(p.tagBits.W)
  val slot     = UInt(p.slotBits.W)
}

/** A request at the door with the sums that all else is made of. */
class ArrivedSpan(p: NicParams) extends Bundle {
  val span      = new AcceptedSpan(p)
  val permitted = Bool()
  val isEmpty   = Bool()

  /** The address behind the last byte, without padding. */
  val end = UInt((p.addressBits + 1).W)

  val place = new SpanPlace(p)
}

/** Where a request begins and ends in its first page and in the lines, bytes. */
class SpanPlace(p: NicParams) extends Bundle {

  /** The start in its page. */
  val pageOffset = UInt(12.W)

  /** The end without padding, from the start of the first page on. */
  val reach        = UInt(p.paddedLengthBits.W)
  val bytesLessOne = UInt(p.lengthBits.W)
  val padBytes     = UInt(8.W)

  /** The size of a line, one bit for each of `LineBytes` but 0; none where the line is off. */
  val line = UInt(PowerOfTwo.choices(NicParams.LineBytes).W)

  /** The bits of an address inside its line; 0 where the line is off. */
  val lineMask = UInt(8.W)

  /** The start inside its line; 0 when it is aligned. */
  val startInLine = UInt(8.W)

  /** The padded end inside its line. */
  val endInLine = UInt(8.W)
}

/** A request with what the choice of a plan needs. */
class MeasuredSpan(p: NicParams) extends Bundle {
  val span     = new AcceptedSpan(p)
  val geometry = new SpanGeometry
  val length   = new SpanLength(p)
}

/** How much is cut in regular pieces under either end of a request. */
class SpanLength(p: NicParams) extends Bundle {

  /** One less than all bytes, padding included. */
  val wholeLessOne = UInt(p.paddedLengthBits.W)

  /** One less than those in front of the line of the end; of no meaning if there are none. */
  val mainLessOne = UInt(p.paddedLengthBits.W)

  /** There are some in front, and one at least in the line of the end. */
  val hasRest   = Bool()
  val restBytes = UInt(8.W)
}

/** A request with the costs to choose by. */
class WeighedSpan(p: NicParams) extends Bundle {
  val span   = new AcceptedSpan(p)
  val length = new SpanLength(p)
  val costs  = new PlanCosts

  /** The first burst under ALWAYS where the start is inside a line. */
  val startsOdd = Bool()
  val headBytes = UInt(9.W)

  /** The first burst of the others. */
  val frontLimit = UInt(13.W)

  /** Nothing of it is beyond the line of its start. */
  val headOnly = Bool()
}

/** A request, or what is left of it, with the way to cut it. */
class PlannedSpan(p: NicParams) extends Bundle {
  val span = new AcceptedSpan(p)

  /** One less than the bytes to be cut in regular pieces. */
  val mainLessOne = UInt(p.paddedLengthBits.W)

  /** The longest that the next burst may be, bytes. */
  val limit = UInt(13.W)

  /** The longest of any burst. */
  val burstBytes = UInt(13.W)

  /** A last burst of one or more bytes follows the regular ones. */
  val hasRest     = Bool()
  val restLessOne = UInt(8.W)
}

/** What the completion of a request must say, known one cycle after acceptance. */
class SpanEntry(p: NicParams) extends Bundle {
  val op       = HostOp()
  val guest    = UInt(p.guestBits.W)
  val tag      = UInt(p.tagBits.W)
  val rejected = Bool()
}

/** An entry with its place. */
class PlacedEntry(p: NicParams) extends Bundle {
  val slot  = UInt(p.slotBits.W)
  val entry = new SpanEntry(p)

  /** No burst will be issued. */
  val burstless = Bool()
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

  /** Bursts made. */
  val bursts = UInt(p.burstCountBits.W)
}
