package tandem.hw.rx

import chisel3._
import chisel3.util.Cat
import tandem.hw.record.rx.{SegmentIssue, SegmentKind}

/** An IP header with the extension headers behind it; all 0 where there is none that makes sense.
  */
class IpHeader extends Bundle {

  /** TCP where the TCP header remains to be looked at. */
  val kind            = SegmentKind()
  val issues          = UInt(SegmentIssue.widthBits.W)
  val ipVersion       = UInt(4.W)
  val trafficClass    = UInt(8.W)
  val flowLabel       = UInt(20.W)
  val identification  = UInt(16.W)
  val dontFragment    = Bool()
  val hopLimit        = UInt(8.W)
  val sourceHigh      = UInt(64.W)
  val sourceLow       = UInt(64.W)
  val destinationHigh = UInt(64.W)
  val destinationLow  = UInt(64.W)
  val nextHeader      = UInt(8.W)
  val extensionBytes  = UInt(7.W)

  /** Length of the datagram as the header has it, bytes; whatever stands there without one. The
    * first beat is enough to know it.
    */
  val datagramBytes = UInt(17.W)

  /** IP header and extension headers, bytes. */
  val headerBytes = UInt(7.W)

  /** Of an IPv4 header, as it stands. */
  val checksum = UInt(16.W)
}

/** Reads an IPv4 or IPv6 header. Without state.
  *
  * @param header
  *   the frame from behind the Ethernet header on
  * @param heads
  *   what each word of 8 bytes behind an IPv6 header says, if an extension header begins there
  * @param packetBytes
  *   bytes of the frame behind the Ethernet header
  */
class IpParser extends Module {
  val ethernet    = IO(Input(new EthernetHeader))
  val header      = IO(Input(UInt((8 * IpParser.FixedBytes6).W)))
  val heads       = IO(Input(Vec(ExtensionChain.Words, new ExtensionHead)))
  val packetBytes = IO(Input(UInt(17.W)))
  val frameBytes  = IO(Input(UInt(17.W)))
  val out         = IO(Output(new IpHeader))

  private val bytes                         = HeaderBytes(header)
  private def field(first: Int, count: Int) = HeaderBytes.number(bytes, first, count)
  private val version                       = bytes.head(7, 4)

  private val headerBytes4 = bytes.head(3, 0) ## 0.U(2.W)
  private val totalBytes4  = field(2, 2)
  private val good4 =
    packetBytes >= 20.U && version === 4.U && headerBytes4 >= 20.U &&
      headerBytes4 <= packetBytes && totalBytes4 >= headerBytes4
  private val good6 = packetBytes >= 40.U && version === 6.U
  private val is4   = ethernet.isIpv4 && good4
  private val is6   = ethernet.isIpv6 && good6

  private def of4(value: UInt): UInt              = Mux(is4, value, 0.U)
  private def of6(value: UInt): UInt              = Mux(is6, value, 0.U)
  private def either(four: UInt, six: UInt): UInt = Mux(is4, four, of6(six))
  private val datagramBytes = Mux(ethernet.isIpv4, totalBytes4, field(4, 2).pad(17) + 40.U)
  private val isTruncated   = datagramBytes > packetBytes
  private val isFollowed    = datagramBytes < packetBytes
  private val isShort       = frameBytes <= 60.U +& (ethernet.vlanTags ## 0.U(2.W))

  private val chain = Module(new ExtensionChain)
  chain.nextHeader := bytes(6)
  chain.heads      := heads
  chain.roomWords := Mux(isTruncated, packetBytes(16, 3), datagramBytes(16, 3)) -
    (IpParser.FixedBytes6 / 8).U

  private val fragment4   = field(6, 2)(13, 0)
  private val isFragment  = is4 && fragment4.orR || is6 && chain.isFragment
  private val isContinued = is4 && fragment4(12, 0).orR || is6 && chain.isContinued
  private val payloadKind = Mux(is4, bytes(9), chain.protocol)
  private val ofProtocol = Mux(
    payloadKind === IpParser.Tcp.U,
    SegmentKind.TCP,
    Mux(payloadKind === 17.U, SegmentKind.UDP, SegmentKind.OTHER_IP)
  )
  out.kind := SegmentKind.NOT_IP
  when(ethernet.isArp) { out.kind := SegmentKind.ARP }
  when(ethernet.isIpv4 || ethernet.isIpv6) {
    out.kind := Mux(isContinued, SegmentKind.OTHER_IP, ofProtocol)
    when(!is4 && !is6 || is6 && chain.isBroken) { out.kind := SegmentKind.MALFORMED }
  }
  private val hasFlowKind = out.kind === SegmentKind.TCP || out.kind === SegmentKind.UDP

  private val isIp = is4 || is6
  out.issues := SegmentIssues(
    SegmentIssue.LINK         -> ethernet.cut,
    SegmentIssue.IP_HEADER    -> ((ethernet.isIpv4 || ethernet.isIpv6) && !isIp),
    SegmentIssue.IP_OPTIONS   -> (is4 && headerBytes4 > 20.U),
    SegmentIssue.TRUNCATED    -> (isIp && isTruncated),
    SegmentIssue.PADDED       -> (isIp && isFollowed && isShort),
    SegmentIssue.TRAILER      -> (isIp && isFollowed && !isShort),
    SegmentIssue.FRAGMENT     -> isFragment,
    SegmentIssue.EXTENSION    -> (is6 && chain.isThere),
    SegmentIssue.HEADER_CHAIN -> (is6 && chain.isBroken)
  )

  out.ipVersion       := either(4.U, 6.U)
  out.trafficClass    := either(bytes(1), field(0, 2)(11, 4))
  out.flowLabel       := of6(field(1, 3)(19, 0))
  out.identification  := of4(field(4, 2))
  out.dontFragment    := is4 && bytes(6)(6)
  out.hopLimit        := either(bytes(8), bytes(7))
  out.sourceHigh      := of6(field(8, 8))
  out.sourceLow       := either(field(12, 4), field(16, 8))
  out.destinationHigh := of6(field(24, 8))
  out.destinationLow  := either(field(16, 4), field(32, 8))
  out.nextHeader      := either(bytes(9), bytes(6))
  out.extensionBytes  := Mux(is6 && hasFlowKind, chain.chainBytes, 0.U)
  out.datagramBytes   := datagramBytes
  out.headerBytes     := either(headerBytes4, chain.chainBytes + 40.U)
  out.checksum        := of4(field(10, 2))
}

object IpParser {

  /** Number of the protocol. */
  val Tcp = 6

  /** An IPv6 header, bytes. */
  val FixedBytes6 = 40

  /** IP header with everything that may follow it in front of the TCP header, bytes. */
  val HeaderBytes = FixedBytes6 + ExtensionChain.MostBytes

  /** With the longest TCP header, bytes. */
  val WindowBytes = HeaderBytes + TcpParser.MostBytes
}

object SegmentIssues {

  /** The set of the issues that hold, as the field `issues`. */
  def apply(issues: (Int, Bool)*): UInt = {
    val held = issues.toMap
    Cat(Seq.tabulate(SegmentIssue.widthBits)(held.getOrElse(_, false.B)).reverse)
  }
}
