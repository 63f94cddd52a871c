package tandem.hw.rx

import chisel3._
import chisel3.util.{Decoupled, Mux1H}
import tandem.hw.StreamContract
import tandem.hw.record.rx.{ChecksumStatus, HostRun, RunKind, SegmentRun}

/** Makes the completion of a unit, and the new header of an aggregate with its checksums.
  *
  *   - accepts: a unit a cycle
  *   - gives: its completion in the same cycle
  *   - keeps order of: units
  *   - never: looks at payload: its sum comes with the unit
  *
  * {{{
  *   in -> IpHeaderWriter --+-> out
  *     \-> TcpHeaderWriter -+
  * }}}
  */
class HeaderBuilder extends Module {
  val in           = IO(Flipped(Decoupled(new SegmentRun)))
  val out          = IO(Decoupled(new HostRun))
  val checksumMode = IO(Input(ChecksumMode()))

  private val run          = in.bits
  private val isAggregate  = run.kind === RunKind.AGGREGATE
  private val tcpBytes     = run.dataOffset ## 0.U(2.W)
  private val segmentBytes = (run.payloadBytes + tcpBytes)(15, 0)

  private val ip  = Module(new IpHeaderWriter)
  private val tcp = Module(new TcpHeaderWriter)
  ip.run           := run
  ip.segmentBytes  := segmentBytes
  ip.checksumMode  := checksumMode
  tcp.run          := run
  tcp.segmentBytes := segmentBytes
  tcp.checksumMode := checksumMode

  private val packet = Mux1H(HeaderBuilder.IpBytes.map { bytes =>
    (ip.bytes === bytes.U) -> (tcp.header ## ip.header(8 * bytes - 1, 0)).pad(
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
  private val headerBytes = EthernetParser.end(run.vlanTags) +& ip.bytes +& tcpBytes

  in.ready  := out.ready
  out.valid := in.valid

  private val done = out.bits
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
}

object HeaderBuilder {

  /** The lengths an IP header of an aggregate may have, extension headers included, bytes. */
  val IpBytes: Seq[Int] = 20 +: (IpParser.FixedBytes6 to IpParser.HeaderBytes by 8)
}
