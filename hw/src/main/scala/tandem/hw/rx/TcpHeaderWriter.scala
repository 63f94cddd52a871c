package tandem.hw.rx

import chisel3._
import tandem.hw.record.rx.SegmentRun

/** Writes the TCP header of an aggregate. Without state.
  *
  * @param segmentBytes
  *   TCP header and payload
  */
class TcpHeaderWriter extends Module {
  val run          = IO(Input(new SegmentRun))
  val segmentBytes = IO(Input(UInt(16.W)))
  val checksumMode = IO(Input(ChecksumMode()))

  /** The header, zero behind its end. */
  val header = IO(Output(UInt((8 * TcpParser.MostBytes).W)))

  import HeaderBytes.of
  private val zero = of(0.U(16.W))

  private def headerWith(checksum: Seq[UInt]): Seq[UInt] =
    of(run.sourcePort) ++ of(run.destinationPort) ++ of(run.sequence) ++ of(run.acknowledgment) ++
      of(run.dataOffset ## run.reserved) ++ of(run.flags) ++ of(run.window) ++ checksum ++
      of(run.urgentPointer) ++ HeaderBytes(run.options)

  private val pseudoSum = ChecksumUnit.pseudoSum(
    Seq(run.sourceHigh, run.sourceLow, run.destinationHigh, run.destinationLow),
    segmentBytes
  )
  private val sum      = HeaderBytes.sum(headerWith(zero)) +& pseudoSum +& run.payloadSum
  private val computed = ~HeaderBytes.fold(sum)
  private val checksum =
    Mux(checksumMode === ChecksumMode.REPORT, run.tcpHeaderChecksum, computed)

  header := HeaderBytes.string(headerWith(of(checksum)))
}
