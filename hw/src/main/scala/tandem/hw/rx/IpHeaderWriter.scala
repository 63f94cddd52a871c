package tandem.hw.rx

import chisel3._
import tandem.hw.record.rx.SegmentRun

/** Writes the IP header of an aggregate, with its extension headers. Without state.
  *
  * @param segmentBytes
  *   TCP header and payload
  */
class IpHeaderWriter extends Module {
  val run          = IO(Input(new SegmentRun))
  val segmentBytes = IO(Input(UInt(16.W)))
  val checksumMode = IO(Input(ChecksumMode()))

  /** The header, zero behind its end. */
  val header = IO(Output(UInt((8 * IpParser.HeaderBytes).W)))

  /** Its length, bytes. */
  val bytes = IO(Output(UInt(7.W)))

  import HeaderBytes.of
  private val zero = of(0.U(16.W))

  private def header4(checksum: Seq[UInt]): Seq[UInt] =
    of("h45".U(8.W)) ++ of(run.trafficClass) ++ of((segmentBytes + 20.U)(15, 0)) ++
      of(run.identification) ++ of(0.U(1.W) ## run.dontFragment ## 0.U(14.W)) ++
      of(run.hopLimit) ++ of(run.nextHeader) ++ checksum ++
      of(run.sourceLow(31, 0)) ++ of(run.destinationLow(31, 0))
  private val computed = ~HeaderBytes.fold(HeaderBytes.sum(header4(zero)))
  private val checksum = Mux(checksumMode === ChecksumMode.REPORT, run.ipHeaderChecksum, computed)

  private val header6 =
    of(6.U(4.W) ## run.trafficClass ## run.flowLabel) ++
      of((segmentBytes + run.extensionBytes)(15, 0)) ++ of(run.nextHeader) ++ of(run.hopLimit) ++
      of(run.sourceHigh) ++ of(run.sourceLow) ++ of(run.destinationHigh) ++
      of(run.destinationLow) ++ HeaderBytes(run.extension)

  private val isIpv4 = run.ipVersion === 4.U
  header := Mux(isIpv4, HeaderBytes.string(header4(of(checksum))), HeaderBytes.string(header6))
  bytes  := Mux(isIpv4, 20.U, run.extensionBytes + IpParser.FixedBytes6.U)
}
