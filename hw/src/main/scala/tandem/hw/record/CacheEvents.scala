package tandem.hw.record

import chisel3._
import tandem.hw.NicParams

/** What a look-up met. */
object LookupKind extends ChiselEnum {

  /** Ends without a context. */
  val PASS = Value

  /** The context is there. */
  val HIT = Value

  /** The context is on its way. */
  val MERGE = Value

  /** The context has to be loaded. */
  val MISS = Value
}

/** An operation gave its context back. */
class ReleaseEvent(p: NicParams) extends Bundle {
  val slot       = UInt(NicParams.SlotBits.W)
  val connection = UInt(p.connectionBits.W)
  val read       = Bool()
  val failed     = Bool()
}

/** The last line of a context came. */
class LoadedEvent(p: NicParams) extends Bundle {
  val slot       = UInt(NicParams.SlotBits.W)
  val connection = UInt(p.connectionBits.W)
  val failed     = Bool()
}

/** A command takes effect: the state of the connection changes and its place is free. */
class CommandEvent(p: NicParams) extends Bundle {
  val kind       = UInt(2.W)
  val connection = UInt(p.connectionBits.W)
}

/** A request was looked up. */
class LookupEvent(p: NicParams) extends Bundle {
  val kind        = LookupKind()
  val connection  = UInt(p.connectionBits.W)
  val slot        = UInt(NicParams.SlotBits.W)
  val entry       = UInt(32.W)
  val status      = RequestStatus()
  val victimValid = Bool()
  val victim      = UInt(p.connectionBits.W)
  val writeback   = Bool()
}

/** A request leaves with its context: from now on its record is on offer. */
class IssueEvent(p: NicParams) extends Bundle {
  val connection = UInt(p.connectionBits.W)
  val entry      = UInt(32.W)
}

/** The load of a context begins that no request waits for. */
class PrefetchEvent(p: NicParams) extends Bundle {
  val connection  = UInt(p.connectionBits.W)
  val slot        = UInt(NicParams.SlotBits.W)
  val victimValid = Bool()
  val victim      = UInt(p.connectionBits.W)
  val writeback   = Bool()
}

/** A candidate for a victim is looked at: whether its connection waits in the window. */
class WindowEvent(p: NicParams) extends Bundle {
  val connection = UInt(p.connectionBits.W)
  val isHere     = Bool()
}

/** What is counted of the cache in a cycle; the signals of the same names. */
class ActivityEvent extends Bundle {
  val usesPrefetched  = Bool()
  val losesPrefetched = Bool()
  val loadFails       = Bool()
  val writesBack      = Bool()
}
