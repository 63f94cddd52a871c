package tandem.hw.record.rx

import chisel3._

/** What a frame carries. */
object SegmentKind extends ChiselEnum {

  /** Anything but IP and ARP, or a link header that is cut off. */
  val NOT_IP = Value
  val ARP    = Value

  /** IP with another protocol than TCP and UDP, or a fragment that is not the first. */
  val OTHER_IP = Value
  val UDP      = Value

  /** TCP whose ports are known, so that the flow is known. */
  val TCP = Value

  /** IP whose headers cannot be followed as far as the ports. */
  val MALFORMED = Value
}

/** What may be noticed about a frame: the bit numbers of `issues`. */
object SegmentIssue {
  val IP_CHECKSUM      = 0
  val TCP_CHECKSUM     = 1
  val TRUNCATED        = 2
  val PADDED           = 3
  val TRAILER          = 4
  val DATA_OFFSET      = 5
  val FRAGMENT         = 6
  val IP_OPTIONS       = 7
  val EXTENSION        = 8
  val OPTION_OTHER     = 9
  val SACK             = 10
  val OPTION_MALFORMED = 11
  val HEADER_CHAIN     = 12
  val LINK             = 13
  val IP_HEADER        = 14
  val TCP_HEADER       = 15

  /** Width of a set of issues, bits. */
  val widthBits = 16
}

/** The bits of the TCP flags. */
object TcpFlag {
  val FIN = 0
  val SYN = 1
  val RST = 2
  val PSH = 3
  val ACK = 4
  val URG = 5
  val ECE = 6
  val CWR = 7
}

/** What is known about a checksum. */
object ChecksumStatus extends ChiselEnum {
  val NOT_CHECKED = Value
  val GOOD        = Value
  val BAD         = Value
}

/** What becomes of a unit. */
object RunKind extends ChiselEnum {

  /** The host gets a new header and the payload. */
  val AGGREGATE = Value

  /** The host gets the frame as it came. */
  val PASS = Value

  /** The host gets nothing. */
  val DROP = Value
}

/** Where a unit goes. */
object RunPath extends ChiselEnum {
  val KERNEL = Value
  val USER   = Value
}

/** What is told about the place of frames. */
object PlaceOp extends ChiselEnum {

  /** A frame belongs to a run. */
  val FRAME = Value

  /** All of one run belongs to another now. */
  val JOIN = Value
}

/** What the host, and the transmit side, tell the receive path. */
object ControlOp extends ChiselEnum {
  val END_OF_BURST  = Value
  val STOP_GUEST    = Value
  val STOP_ALL      = Value
  val BUFFERS_EMPTY = Value
  val BUFFERS_BACK  = Value
  val BIND          = Value
  val CLOSE_FLOW    = Value
  val TRANSMIT      = Value
}

/** The numbers of `endReason`; others are the numbers of the events TE-1 to TE-26. */
object EndReason {
  val widthBits = 5

  val NONE: UInt = 0.U(widthBits.W)

  /** The number of event TE-`number`. */
  def te(number: Int): UInt = {
    require(number >= 1 && number <= 26, s"there is no event TE-$number")
    number.U(widthBits.W)
  }
}
