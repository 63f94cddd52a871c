package tandem.hw.rx

import chisel3._
import chisel3.util.Mux1H
import tandem.hw.record.rx.{ChecksumStatus, ParsedSegment, SegmentIssue, SegmentKind}

/** The last step of parsing: the TCP header, the checksums, and the record. Without state. */
class ParserTail extends Module {
  val framed     = IO(Input(new Parser.FramedPacket))
  val timeSource = IO(Input(TimeSource()))
  val out        = IO(Output(new ParsedSegment))

  private val ip           = framed.ip
  private val packetBytes  = framed.frameBytes - framed.start
  private val isTruncated  = ip.issues(SegmentIssue.TRUNCATED)
  private val isFragment   = ip.issues(SegmentIssue.FRAGMENT)
  private val segmentBytes = ip.datagramBytes - ip.headerBytes
  private val segment = Mux1H(
    ParserTail.Starts.map(start => (ip.headerBytes === start.U) -> segmentAt(start))
  )
  private def segmentAt(start: Int): UInt =
    framed.packet(8 * (start + TcpParser.MostBytes) - 1, 8 * start)

  private val tcp       = Module(new TcpParser)
  private val checksums = Module(new ChecksumUnit)
  tcp.segment            := segment
  tcp.presentBytes       := Mux(isTruncated, packetBytes, ip.datagramBytes) - ip.headerBytes
  checksums.sum          := framed.sum
  checksums.packet       := framed.packet(8 * IpParser.HeaderBytes - 1, 0)
  checksums.ip           := ip
  checksums.segment      := segment
  checksums.tcp          := tcp.out
  checksums.segmentBytes := segmentBytes

  private val isCandidate  = ip.kind === SegmentKind.TCP
  private val isTcp        = isCandidate && !tcp.out.isMalformed
  private val hasHeader    = isTcp && tcp.out.isWhole
  private val isVerified   = isTcp && !tcp.out.isCut && !isTruncated && !isFragment
  private val hasPayload   = hasHeader && !isTruncated && !isFragment
  private val tcpBytes     = tcp.out.optionBytes +& TcpParser.FixedBytes.U
  private val payloadBytes = Mux(hasPayload, segmentBytes - tcpBytes, 0.U)
  private val isIpv4       = ip.ipVersion === 4.U

  private def status(isChecked: Bool, isGood: Bool): ChecksumStatus.Type =
    Mux(
      isChecked,
      Mux(isGood, ChecksumStatus.GOOD, ChecksumStatus.BAD),
      ChecksumStatus.NOT_CHECKED
    )
  private def ofTcp(value: UInt): UInt = Mux(isTcp, value, 0.U)

  out.frame        := framed.frame
  out.frameBytes   := framed.frameBytes
  out.guest        := framed.guest
  out.arrivalCycle := Mux(timeSource === TimeSource.STAMP, framed.stamp, framed.taken)
  out.kind         := Mux(isCandidate && !isTcp, SegmentKind.MALFORMED, ip.kind)
  out.issues := ip.issues | SegmentIssues(
    SegmentIssue.IP_CHECKSUM      -> (out.ipChecksum === ChecksumStatus.BAD),
    SegmentIssue.TCP_CHECKSUM     -> (out.tcpChecksum === ChecksumStatus.BAD),
    SegmentIssue.TCP_HEADER       -> (isCandidate && tcp.out.isCut),
    SegmentIssue.DATA_OFFSET      -> (isTcp && tcp.out.isOffsetWrong),
    SegmentIssue.OPTION_OTHER     -> (isTcp && tcp.out.hasOther),
    SegmentIssue.SACK             -> (isTcp && tcp.out.hasSack),
    SegmentIssue.OPTION_MALFORMED -> (isTcp && tcp.out.hasMalformed)
  )

  out.destinationMac  := framed.ethernet.destinationMac
  out.sourceMac       := framed.ethernet.sourceMac
  out.vlanTags        := framed.ethernet.vlanTags
  out.outerTag        := framed.ethernet.outerTag
  out.innerTag        := framed.ethernet.innerTag
  out.ipVersion       := ip.ipVersion
  out.trafficClass    := ip.trafficClass
  out.flowLabel       := ip.flowLabel
  out.identification  := ip.identification
  out.dontFragment    := ip.dontFragment
  out.hopLimit        := ip.hopLimit
  out.sourceHigh      := ip.sourceHigh
  out.sourceLow       := ip.sourceLow
  out.destinationHigh := ip.destinationHigh
  out.destinationLow  := ip.destinationLow
  out.nextHeader      := ip.nextHeader

  // A candidate that turns out malformed has no extension either.
  out.extensionBytes := Mux(isCandidate && !isTcp, 0.U, ip.extensionBytes)
  private val extension = HeaderBytes(framed.packet).slice(40, IpParser.HeaderBytes)
  out.extension := HeaderBytes.string(HeaderBytes.below(extension, out.extensionBytes))

  out.sourcePort      := ofTcp(tcp.out.sourcePort)
  out.destinationPort := ofTcp(tcp.out.destinationPort)
  out.sequence        := ofTcp(tcp.out.sequence)
  out.acknowledgment  := ofTcp(tcp.out.acknowledgment)
  out.dataOffset      := ofTcp(tcp.out.dataOffset)
  out.reserved        := ofTcp(tcp.out.reserved)
  out.flags           := ofTcp(tcp.out.flags)
  out.window          := ofTcp(tcp.out.window)
  out.urgentPointer   := ofTcp(tcp.out.urgentPointer)
  out.optionBytes     := ofTcp(tcp.out.optionBytes)
  out.options         := ofTcp(tcp.out.options)
  out.hasTimestamp    := isTcp && tcp.out.hasTimestamp
  out.timestampValue  := ofTcp(tcp.out.timestampValue)
  out.timestampEcho   := ofTcp(tcp.out.timestampEcho)

  out.headerBytes       := Mux(hasHeader, framed.start +& ip.headerBytes +& tcpBytes, 0.U)
  out.payloadBytes      := payloadBytes(15, 0)
  out.ipChecksum        := status(isIpv4, checksums.isIpGood)
  out.tcpChecksum       := status(isVerified, checksums.isTcpGood)
  out.payloadSum        := Mux(payloadBytes.orR, checksums.payloadSum, 0.U)
  out.ipHeaderChecksum  := ip.checksum
  out.tcpHeaderChecksum := ofTcp(tcp.out.checksum)
  out.hash := ofTcp(
    FlowHash(
      framed.guest,
      ip.ipVersion,
      ip.sourceHigh ## ip.sourceLow,
      ip.destinationHigh ## ip.destinationLow,
      tcp.out.sourcePort,
      tcp.out.destinationPort
    )
  )
}

object ParserTail {

  /** Where a TCP header may begin behind the Ethernet header. */
  val Starts: Seq[Int] = ((20 to 60 by 4) ++ (40 to IpParser.HeaderBytes by 8)).distinct.sorted
}
