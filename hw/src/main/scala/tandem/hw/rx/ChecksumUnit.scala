package tandem.hw.rx

import chisel3._

/** Verifies the checksums of a frame and gives the sum of its payload. Without state: it takes the
  * headers off the sum of the datagram, which is possible as they have an even number of bytes.
  *
  * @param sum
  *   of the 16-bit words of the datagram, exact
  * @param packet
  *   its headers
  * @param segmentBytes
  *   length of the TCP segment
  */
class ChecksumUnit extends Module {
  val sum          = IO(Input(UInt(PacketSum.widthBits.W)))
  val packet       = IO(Input(UInt((8 * IpParser.HeaderBytes).W)))
  val ip           = IO(Input(new IpHeader))
  val segment      = IO(Input(UInt((8 * TcpParser.MostBytes).W)))
  val tcp          = IO(Input(new TcpHeader))
  val segmentBytes = IO(Input(UInt(17.W)))

  /** Holds for an IPv4 header. */
  val isIpGood = IO(Output(Bool()))

  /** Holds for a TCP segment that is there as a whole. */
  val isTcpGood = IO(Output(Bool()))

  /** Folded; 0 only if every byte is 0. */
  val payloadSum = IO(Output(UInt(16.W)))

  private def isGood(value: UInt): Bool = HeaderBytes.fold(value) === 0xffff.U
  private def headSum(bytes: UInt, end: UInt): UInt =
    HeaderBytes.sum(HeaderBytes.below(HeaderBytes(bytes), end))

  private val ipSum      = headSum(packet, ip.headerBytes)
  private val tcpBytes   = tcp.optionBytes +& TcpParser.FixedBytes.U
  private val tcpSum     = headSum(segment, tcpBytes)
  private val segmentSum = sum - ipSum
  private val pseudoSum = ChecksumUnit.pseudoSum(
    Seq(ip.sourceHigh, ip.sourceLow, ip.destinationHigh, ip.destinationLow),
    segmentBytes
  )

  isIpGood   := isGood(ipSum)
  isTcpGood  := isGood(segmentSum +& pseudoSum)
  payloadSum := HeaderBytes.fold(segmentSum - tcpSum)
}

object ChecksumUnit {

  /** The sum of the words of the pseudo header of a TCP segment, exact. */
  def pseudoSum(addresses: Seq[UInt], segmentBytes: UInt): UInt =
    addresses.map(address => HeaderBytes.sum(HeaderBytes.of(address))).reduce(_ +& _) +&
      segmentBytes +& IpParser.Tcp.U(16.W)
}
