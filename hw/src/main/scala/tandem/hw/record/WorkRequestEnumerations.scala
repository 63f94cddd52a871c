package tandem.hw.record

import chisel3._

/** The operations of a work request. A record carries the number, as numbers beyond these must
  * travel to where they are refused.
  */
object WorkOp {
  val widthBits: Int = 3

  val SEND: UInt       = 0.U(widthBits.W)
  val WRITE: UInt      = 1.U(widthBits.W)
  val READ: UInt       = 2.U(widthBits.W)
  val BIND: UInt       = 3.U(widthBits.W)
  val INVALIDATE: UInt = 4.U(widthBits.W)

  /** Whether it must find every earlier read of its connection ended, fence or not. */
  def waitsForReads(op: UInt): Bool = op === BIND || op === INVALIDATE

  def isLegal(op: UInt): Bool = op <= INVALIDATE
}

/** How a work request ended. */
object RequestStatus extends ChiselEnum {

  /** Executed. */
  val OK = Value

  /** There is no such connection. */
  val UNKNOWN = Value

  /** The connection is switched off. */
  val DISABLED = Value

  /** The connection had failed before. */
  val FLUSHED = Value

  /** Host memory failed on the descriptor. */
  val FETCH_FAILED = Value

  /** The descriptor is not the one that was posted. */
  val BAD_DESCRIPTOR = Value

  /** No such operation. */
  val BAD_REQUEST = Value

  /** Executed in vain. */
  val OPERATION_FAILED = Value
}

/** What the host may ask for on behalf of a connection. */
object CommandKind extends ChiselEnum {

  /** Give the context back to host memory. */
  val INVALIDATE = Value

  /** The same, and refuse later requests. */
  val DISABLE = Value

  /** The same, and take requests again, also after a failure. */
  val ENABLE = Value
}

/** Where the descriptors of work requests come from. */
object QueueFormat extends ChiselEnum {

  /** Entries are credits: the descriptor is in the queue of the connection in host memory. */
  val CID = Value

  /** Entries carry everything. */
  val WR = Value
}

/** What the length of the window counts. */
object WindowCounts extends ChiselEnum {

  /** Places in the queue, done ones included. */
  val SLOTS = Value

  /** Entries that wait. */
  val LIVE = Value
}

/** Which context makes room for another. */
object Replacement extends ChiselEnum {

  /** The one that is unused for longest. */
  val LRU = Value

  /** Of the longest unused the first that no waiting request in the window needs. */
  val LOOKAHEAD = Value

  /** As LRU, but a context used by a single batch counts as unused for longest. */
  val PROTECTED = Value
}
