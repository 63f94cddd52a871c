package tandem.hw.record

import chisel3._
import tandem.hw.NicParams

/** The host posts one work request. */
class DoorbellWrite(p: NicParams) extends Bundle {
  val guest      = UInt(p.guestBits.W)
  val connection = UInt(p.connectionBits.W)
  val op         = UInt(WorkOp.widthBits.W)
  val bytes      = UInt(32.W)
  val fence      = Bool()
  val barrier    = Bool()
  val fail       = Bool()
  val address    = UInt(p.addressBits.W)
}

/** A work request whose turn it is. */
class ScheduledRequest(p: NicParams) extends Bundle {
  val guest      = UInt(p.guestBits.W)
  val connection = UInt(p.connectionBits.W)
  val op         = UInt(WorkOp.widthBits.W)
  val bytes      = UInt(32.W)
  val fence      = Bool()
  val fail       = Bool()
  val address    = UInt(p.addressBits.W)

  /** Acceptance number over all queues. */
  val entry = UInt(32.W)
  val batch = UInt(32.W)
  val first = Bool()
  val last  = Bool()

  /** Position in its queue of the first entry beyond the window it was chosen from. */
  val windowTail = UInt(32.W)
}

/** A connection whose context will be needed soon. */
class PrefetchHint(p: NicParams) extends Bundle {
  val connection = UInt(p.connectionBits.W)

  /** The batch in whose window it waits. */
  val batch = UInt(32.W)
}

/** A work request with the part of its context that later stages need. */
class RequestInContext(p: NicParams) extends Bundle {
  val guest      = UInt(p.guestBits.W)
  val connection = UInt(p.connectionBits.W)
  val op         = UInt(WorkOp.widthBits.W)
  val bytes      = UInt(32.W)
  val fence      = Bool()
  val fail       = Bool()
  val address    = UInt(p.addressBits.W)
  val entry      = UInt(32.W)
  val batch      = UInt(32.W)
  val first      = Bool()
  val last       = Bool()

  /** Place of the context in the cache; 0 where the status is not OK. */
  val slot = UInt(NicParams.SlotBits.W)

  /** Whether it found its context in the cache or under way; false where the status is not OK. */
  val hit           = Bool()
  val status        = RequestStatus()
  val queueBase     = UInt(64.W)
  val queueSizeLog2 = UInt(5.W)
  val consumerIndex = UInt(32.W)
  val sequence      = UInt(32.W)
}

/** A work request with its descriptor. */
class WorkRequest(p: NicParams) extends Bundle {
  val guest      = UInt(p.guestBits.W)
  val connection = UInt(p.connectionBits.W)
  val op         = UInt(WorkOp.widthBits.W)
  val bytes      = UInt(32.W)
  val fence      = Bool()
  val fail       = Bool()
  val address    = UInt(p.addressBits.W)
  val entry      = UInt(32.W)
  val batch      = UInt(32.W)
  val first      = Bool()
  val last       = Bool()
  val slot       = UInt(NicParams.SlotBits.W)
  val hit        = Bool()
  val status     = RequestStatus()
  val sequence   = UInt(32.W)
}

/** The end of a work request. */
class Completion(p: NicParams) extends Bundle {
  val guest      = UInt(p.guestBits.W)
  val connection = UInt(p.connectionBits.W)
  val op         = UInt(WorkOp.widthBits.W)
  val bytes      = UInt(32.W)
  val entry      = UInt(32.W)
  val status     = RequestStatus()
}

/** A work request was completed: what its queue needs to know of it. */
class RequestDone(p: NicParams) extends Bundle {
  val guest = UInt(p.guestBits.W)
}

/** An operation needs its context no longer. */
class Released(p: NicParams) extends Bundle {
  val connection = UInt(p.connectionBits.W)
  val slot       = UInt(NicParams.SlotBits.W)
  val read       = Bool()
  val failed     = Bool()
}

/** The host asks for something on behalf of a connection. */
class ConnectionCommand(p: NicParams) extends Bundle {
  val kind       = UInt(2.W)
  val connection = UInt(p.connectionBits.W)
}

/** A command has taken effect. */
class CommandDone(p: NicParams) extends Bundle {
  val kind       = UInt(2.W)
  val connection = UInt(p.connectionBits.W)
}
