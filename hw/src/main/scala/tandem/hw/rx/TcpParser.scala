package tandem.hw.rx

import chisel3._

/** A TCP header; 0 where it is not there. */
class TcpHeader extends Bundle {
  val sourcePort      = UInt(16.W)
  val destinationPort = UInt(16.W)
  val sequence        = UInt(32.W)
  val acknowledgment  = UInt(32.W)
  val dataOffset      = UInt(4.W)
  val reserved        = UInt(4.W)
  val flags           = UInt(8.W)
  val window          = UInt(16.W)
  val urgentPointer   = UInt(16.W)
  val optionBytes     = UInt(6.W)
  val options         = UInt((8 * TcpParser.OptionBytes).W)
  val hasTimestamp    = Bool()
  val timestampValue  = UInt(32.W)
  val timestampEcho   = UInt(32.W)

  /** As it stands. */
  val checksum = UInt(16.W)

  /** Not even the ports are there. */
  val isMalformed = Bool()

  /** The fixed part is not there as a whole. */
  val isCut = Bool()

  /** Data offset too small, or beyond the segment. */
  val isOffsetWrong = Bool()

  /** Options that are neither none nor the aligned timestamp alone. */
  val hasOther = Bool()
  val hasSack  = Bool()

  /** An option without a length that makes sense. */
  val hasMalformed = Bool()

  /** Every byte of the header is there, its length is known. */
  def isWhole: Bool = !isMalformed && !isCut && !isOffsetWrong
}

/** Reads a TCP header. Without state.
  *
  * @param segment
  *   the frame from behind the IP headers on
  * @param presentBytes
  *   bytes there of frame and datagram
  */
class TcpParser extends Module {
  val segment      = IO(Input(UInt((8 * TcpParser.MostBytes).W)))
  val presentBytes = IO(Input(UInt(17.W)))
  val out          = IO(Output(new TcpHeader))

  private val bytes                         = HeaderBytes(segment)
  private def field(first: Int, count: Int) = HeaderBytes.number(bytes, first, count)
  private val hasPorts                      = presentBytes >= 4.U
  private val hasFixed                      = presentBytes >= TcpParser.FixedBytes.U
  private def port(value: UInt)             = Mux(hasPorts, value, 0.U)
  private def fixed(value: UInt)            = Mux(hasFixed, value, 0.U)

  private val headerBytes = bytes(12)(7, 4) ## 0.U(2.W)
  private val offsetWrong = headerBytes < TcpParser.FixedBytes.U || headerBytes > presentBytes
  private val optionBytes = Mux(hasFixed && !offsetWrong, headerBytes - TcpParser.FixedBytes.U, 0.U)
  private val options     = HeaderBytes.below(bytes.drop(TcpParser.FixedBytes), optionBytes)
  private val hasTimestamp =
    optionBytes === 12.U && HeaderBytes.number(options, 0, 4) === TcpParser.TimestampStart.U

  private val walk = Module(new OptionWalk)
  walk.options     := HeaderBytes.string(options)
  walk.optionBytes := optionBytes

  out.sourcePort      := port(field(0, 2))
  out.destinationPort := port(field(2, 2))
  out.sequence        := fixed(field(4, 4))
  out.acknowledgment  := fixed(field(8, 4))
  out.dataOffset      := fixed(bytes(12)(7, 4))
  out.reserved        := fixed(bytes(12)(3, 0))
  out.flags           := fixed(bytes(13))
  out.window          := fixed(field(14, 2))
  out.checksum        := fixed(field(16, 2))
  out.urgentPointer   := fixed(field(18, 2))
  out.optionBytes     := optionBytes
  out.options         := walk.options
  out.hasTimestamp    := hasTimestamp
  out.timestampValue  := Mux(hasTimestamp, HeaderBytes.number(options, 4, 4), 0.U)
  out.timestampEcho   := Mux(hasTimestamp, HeaderBytes.number(options, 8, 4), 0.U)
  out.isMalformed     := !hasPorts
  out.isCut           := !hasFixed
  out.isOffsetWrong   := hasFixed && offsetWrong
  out.hasOther        := optionBytes.orR && !hasTimestamp
  out.hasSack         := walk.hasSack
  out.hasMalformed    := walk.isMalformed
}

object TcpParser {

  /** A header without options. */
  val FixedBytes = 20

  /** The options of the longest header. */
  val OptionBytes = 40

  /** The longest header. */
  val MostBytes = FixedBytes + OptionBytes

  /** The first four bytes of options that are a timestamp alone: twice nothing, its kind, its
    * length.
    */
  val TimestampStart = 0x0101080a
}
