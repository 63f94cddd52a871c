package tandem.hw.record.rx

import chisel3._

/** Where a frame comes from. */
object SteeringSource extends ChiselEnum {
  val WIRE = Value

  /** A queue of a guest. */
  val GUEST = Value
}

/** Where a copy of a frame goes. */
object SteeringTarget extends ChiselEnum {
  val DROP = Value
  val HOST = Value
  val WIRE = Value
}

/** Why a copy of a frame goes there. */
object SteeringReason extends ChiselEnum {

  /** The receiver has the address, as its own (GS-26). */
  val MAC = Value

  /** The same, and the connection has a queue (GS-34). */
  val CONNECTION = Value

  /** The receiver is a member of the group (GS-30). */
  val GROUP = Value

  /** Nobody owns the address (GS-29, GS-31). */
  val DEFAULT = Value

  /** The receiver may be outside (GS-26, GS-27, GS-32). */
  val OUTSIDE = Value

  /** The link header is cut off (GS-21). */
  val MALFORMED = Value

  /** The VLAN is reserved (GS-22). */
  val BAD_VLAN = Value

  /** No frame may have this source (GS-23). */
  val BAD_SOURCE = Value

  /** The source is not the sender's (GS-25). */
  val SPOOFED = Value

  /** The guest is not enabled (GS-24, GS-26, GS-29). */
  val DISABLED = Value

  /** A guest sends to itself (GS-26). */
  val SELF = Value

  /** Nobody owns the address (GS-28, GS-33). */
  val UNKNOWN = Value

  /** Nobody is left of the group (GS-33). */
  val NO_MEMBER = Value
}

/** What is asked of the tables of the steering. A record carries the number, as numbers beyond
  * these must travel to where they are refused.
  */
object SteeringOp {
  val widthBits: Int = 4

  val SET_GUEST: UInt         = 0.U(widthBits.W)
  val ADD_MAC: UInt           = 1.U(widthBits.W)
  val REMOVE_MAC: UInt        = 2.U(widthBits.W)
  val JOIN: UInt              = 3.U(widthBits.W)
  val LEAVE: UInt             = 4.U(widthBits.W)
  val ADD_CONNECTION: UInt    = 5.U(widthBits.W)
  val REMOVE_CONNECTION: UInt = 6.U(widthBits.W)

  def isLegal(op: UInt): Bool = op <= REMOVE_CONNECTION
}

/** What became of a command (GS-42 to GS-49). */
object SteeringStatus extends ChiselEnum {
  val OK             = Value
  val NOT_PRIVILEGED = Value
  val BAD_COMMAND    = Value
  val BAD_GUEST      = Value
  val BAD_ADDRESS    = Value
  val BAD_VLAN       = Value
  val EXISTS         = Value
  val NOT_FOUND      = Value
  val QUOTA          = Value
  val FULL           = Value
}
