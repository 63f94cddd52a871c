package tandem.hw.rx

import chisel3._
import chisel3.util.{Decoupled, Mux1H}
import tandem.hw.{PipeStage, StreamContract}
import tandem.hw.record.rx.{ChecksumStatus, HostRun, RunKind, SegmentRun}

/** A unit with sums of parts of what its checksums cover. */
class SummedUnit extends Bundle {
  val run = new SegmentRun

  /** TCP header and payload. */
  val segmentBytes = UInt(16.W)
  val ip           = Vec(HeaderBuilder.IpParts, UInt(HeaderBuilder.PartBits.W))
  val tcp          = Vec(HeaderBuilder.TcpParts, UInt(HeaderBuilder.PartBits.W))
}

/** A unit with the sums that its checksums are. */
class CheckedUnit extends Bundle {
  val run         = new SegmentRun
  val packetBytes = UInt(16.W)
  val ipSum       = UInt(HeaderBuilder.SumBits.W)
  val tcpSum      = UInt(HeaderBuilder.SumBits.W)
}

/** Makes the completion of a unit, and the new header of an aggregate with its checksums.
  *
  *   - accepts: a unit a cycle while its last step is empty or taken
  *   - gives: its completion three cycles later
  *   - keeps order of: units
  *   - never: looks at payload: its sum comes with the unit
  *
  * {{{
  *   in -> sums of parts -> sums -> checksums, header -> out
  * }}}
  */
class HeaderBuilder extends Module {
  val in           = IO(Flipped(Decoupled(new SegmentRun)))
  val out          = IO(Decoupled(new HostRun))
  val checksumMode = IO(Input(ChecksumMode()))

  /** No unit is inside. */
  val idle = IO(Output(Bool()))

  private val summed  = Module(new PipeStage(new SummedUnit))
  private val checked = Module(new PipeStage(new CheckedUnit))
  private val built   = Module(new PipeStage(new HostRun))

  // Parts of the sums.
  private val segmentBytes = (in.bits.payloadBytes + tcpBytesOf(in.bits))(15, 0)
  summed.in.valid             := in.valid
  summed.in.bits.run          := in.bits
  summed.in.bits.segmentBytes := segmentBytes
  summed.in.bits.ip           := partsOf(IpHeaderWriter.words(in.bits, 0.U(16.W)))
  summed.in.bits.tcp          := partsOf(TcpHeaderWriter.words(in.bits, 0.U(16.W)))
  in.ready                    := summed.in.ready

  // The sums. The length of the segment, which takes a sum itself, comes to them here.
  private val parts       = summed.out.bits
  private val packetBytes = IpHeaderWriter.packetBytes(parts.run, parts.segmentBytes)
  checked.in.valid            := summed.out.valid
  checked.in.bits.run         := parts.run
  checked.in.bits.packetBytes := packetBytes
  checked.in.bits.ipSum       := HeaderBytes.sumOf(parts.ip :+ parts.segmentBytes)
  checked.in.bits.tcpSum      := HeaderBytes.sumOf(parts.tcp :+ parts.segmentBytes)
  summed.out.ready            := checked.in.ready

  // The header.
  private val run         = checked.out.bits.run
  private val isAggregate = run.kind === RunKind.AGGREGATE
  private val tcpBytes    = tcpBytesOf(run)
  private val (ipHeader, ipBytes) =
    IpHeaderWriter.header(
      run,
      checked.out.bits.packetBytes,
      checksum(run.ipHeaderChecksum, checked.out.bits.ipSum)
    )
  private val tcpHeader =
    TcpHeaderWriter.header(run, checksum(run.tcpHeaderChecksum, checked.out.bits.tcpSum))

  private val packet = Mux1H(HeaderBuilder.IpBytes.map { bytes =>
    (ipBytes === bytes.U) -> (tcpHeader ## ipHeader(8 * bytes - 1, 0)).pad(
      8 * IpParser.WindowBytes
    )
  })
  private val macs     = HeaderBytes.of(run.destinationMac) ++ HeaderBytes.of(run.sourceMac)
  private val tags     = Seq(run.outerTag, run.innerTag).map(HeaderBytes.of)
  private val kind     = HeaderBytes.of(Mux(run.ipVersion === 4.U, 0x0800.U(16.W), 0x86dd.U(16.W)))
  private val ethernet = (0 to EthernetParser.Tags).map(n => macs ++ tags.take(n).flatten ++ kind)
  private val header = EthernetParser.behindTags(
    run.vlanTags,
    n => (packet ## HeaderBytes.string(ethernet(n))).pad(HostRun.HeaderBits)
  )
  private val headerBytes = EthernetParser.end(run.vlanTags) +& ipBytes +& tcpBytes

  checked.out.ready := built.in.ready
  built.in.valid    := checked.out.valid
  out <> built.out

  idle := !summed.out.valid && !checked.out.valid && !built.out.valid

  private val done = built.in.bits
  done.run            := run.run
  done.kind           := run.kind
  done.guest          := run.guest
  done.path           := run.path
  done.queue          := run.queue
  done.entry          := run.entry
  done.tracked        := run.tracked
  done.segments       := run.segments
  done.pureAcks       := run.pureAcks
  done.dupAcks        := run.dupAcks
  done.timestampDelta := run.timestampDelta
  done.endReason      := run.endReason
  done.outOfOrder     := run.outOfOrder
  done.checksumStatus := run.checksumStatus
  done.openCycle      := run.openCycle
  done.closeCycle     := run.closeCycle
  done.sequence       := run.sequence
  done.payloadBytes   := run.payloadBytes

  done.transmitValid          := run.transmitValid
  done.transmitSequence       := run.transmitSequence
  done.transmitAcknowledgment := run.transmitAcknowledgment
  done.transmitWindow         := run.transmitWindow

  private val isPass = run.kind === RunKind.PASS
  done.headerBytes := Mux(isAggregate, headerBytes, 0.U)
  done.totalBytes := Mux(
    isPass,
    run.frameBytes,
    run.payloadBytes +& Mux(isAggregate, headerBytes, 0.U)
  )
  done.header := Mux(isAggregate, header, 0.U)
  done.checksumValid := checksumMode === ChecksumMode.RECOMPUTE &&
    (!isPass || run.checksumStatus === ChecksumStatus.GOOD)

  StreamContract(in, "in")
  StreamContract(out, "out")

  private def tcpBytesOf(unit: SegmentRun): UInt = unit.dataOffset ## 0.U(2.W)

  private def partsOf(words: Seq[UInt]): Vec[UInt] =
    VecInit(
      words
        .grouped(HeaderBuilder.PartWords)
        .map { part =>
          HeaderBytes.sumOf(part).pad(HeaderBuilder.PartBits)
        }
        .toSeq
    )

  private def checksum(kept: UInt, sum: UInt): UInt =
    Mux(checksumMode === ChecksumMode.REPORT, kept, ~HeaderBytes.fold(sum))
}

object HeaderBuilder {

  /** Words that one part of a sum is of. */
  private[rx] val PartWords = 8
  private[rx] val PartBits  = 19
  private[rx] val SumBits   = 23

  /** Parts of the words that a checksum covers. */
  private[rx] val IpParts  = 2
  private[rx] val TcpParts = 7

  /** The lengths an IP header of an aggregate may have, extension headers included, bytes. */
  val IpBytes: Seq[Int] = 20 +: (IpParser.FixedBytes6 to IpParser.HeaderBytes by 8)
}
