package tandem.hw.rx

import chisel3._
import tandem.hw.record.rx.SegmentRun

/** The TCP header of an aggregate. */
object TcpHeaderWriter {
  import HeaderBytes.of

  /** The 16-bit words that the checksum covers, the payload as its sum; `segmentBytes` counts TCP
    * header and payload.
    */
  def words(run: SegmentRun, segmentBytes: UInt): Seq[UInt] =
    HeaderBytes.words(headerWith(run, of(0.U(16.W)))) ++
      Seq(run.sourceHigh, run.sourceLow, run.destinationHigh, run.destinationLow)
        .flatMap(address => HeaderBytes.words(of(address))) ++
      Seq(segmentBytes, IpParser.Tcp.U(16.W), run.payloadSum)

  /** The header, zero behind its end. */
  def header(run: SegmentRun, checksum: UInt): UInt =
    HeaderBytes.string(headerWith(run, of(checksum)))

  private def headerWith(run: SegmentRun, checksum: Seq[UInt]): Seq[UInt] =
    of(run.sourcePort) ++ of(run.destinationPort) ++ of(run.sequence) ++ of(run.acknowledgment) ++
      of(run.dataOffset ## run.reserved) ++ of(run.flags) ++ of(run.window) ++ checksum ++
      of(run.urgentPointer) ++ HeaderBytes(run.options)
}
