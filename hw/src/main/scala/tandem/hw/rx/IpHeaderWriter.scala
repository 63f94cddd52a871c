package tandem.hw.rx

import chisel3._
import tandem.hw.record.rx.SegmentRun

/** The IP header of an aggregate, with its extension headers. */
object IpHeaderWriter {
  import HeaderBytes.of

  /** Number of words of an IPv4 header. */
  private val Words4 = 10

  /** The 16-bit words that the checksum of an IPv4 header covers; `segmentBytes` counts TCP header
    * and payload.
    */
  def words(run: SegmentRun, segmentBytes: UInt): Seq[UInt] =
    HeaderBytes.words(header4(run, (segmentBytes + 20.U)(15, 0), of(0.U(16.W))))

  /** The header, zero behind its end, and its length in bytes.
    *
    * @param packetBytes
    *   length of the datagram, as [[packetBytes]] gives it
    * @param checksum
    *   of an IPv4 header
    */
  def header(run: SegmentRun, packetBytes: UInt, checksum: UInt): (UInt, UInt) = {
    val isIpv4 = run.ipVersion === 4.U
    val header6 =
      of(6.U(4.W) ## run.trafficClass ## run.flowLabel) ++
        of(packetBytes) ++ of(run.nextHeader) ++ of(run.hopLimit) ++
        of(run.sourceHigh) ++ of(run.sourceLow) ++ of(run.destinationHigh) ++
        of(run.destinationLow) ++ HeaderBytes(run.extension)
    val header4s = header4(run, packetBytes, of(checksum))
    (
      Mux(isIpv4, HeaderBytes.string(header4s), HeaderBytes.string(header6)),
      Mux(isIpv4, (2 * Words4).U, run.extensionBytes + IpParser.FixedBytes6.U)
    )
  }

  /** What the header says of the length of the datagram. */
  def packetBytes(run: SegmentRun, segmentBytes: UInt): UInt =
    (segmentBytes + Mux(run.ipVersion === 4.U, (2 * Words4).U, run.extensionBytes))(15, 0)

  private def header4(run: SegmentRun, packetBytes: UInt, checksum: Seq[UInt]): Seq[UInt] =
    of("h45".U(8.W)) ++ of(run.trafficClass) ++ of(packetBytes) ++
      of(run.identification) ++ of(0.U(1.W) ## run.dontFragment ## 0.U(14.W)) ++
      of(run.hopLimit) ++ of(run.nextHeader) ++ checksum ++
      of(run.sourceLow(31, 0)) ++ of(run.destinationLow(31, 0))
}
