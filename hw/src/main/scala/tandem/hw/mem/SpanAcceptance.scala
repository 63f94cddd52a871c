package tandem.hw.mem

import chisel3._
import chisel3.layer.block
import chisel3.layers.Verification
import chisel3.util.{Decoupled, Valid}
import tandem.hw.{NicParams, SkidBuffer}
import tandem.hw.record.{HostOp, HostSpan, SplitPolicy}

/** Decides at the door what becomes of a request, and lengthens it to the end of its last line
  * where the NIC owns the bytes behind it.
  *
  *   - accepts: one request a cycle while a slot is free
  *   - gives: to the tracker an entry for every request, in the same cycle; to the cutter those
  *     that need bursts, from the next cycle on
  *   - keeps order of: requests
  *   - never: lets `ready` depend on an input of the same cycle; passes on a request that is empty,
  *     not permitted or beyond the end of the address space
  */
class SpanAcceptance(p: NicParams) extends Module {
  val in     = IO(Flipped(Decoupled(new HostSpan(p))))
  val config = IO(Input(new SplitterConfig))

  /** The slot for the next request, valid while one is free. */
  val freeSlot = IO(Flipped(Valid(UInt(p.slotBits.W))))
  val entry    = IO(Valid(new SpanEntry(p)))
  val out      = IO(Decoupled(new AcceptedSpan(p)))

  private val request  = in.bits
  private val isEmpty  = request.bytes === 0.U
  private val end      = request.address +& request.bytes
  private val overflow = end > (BigInt(1) << p.addressBits).U
  private val rejected = !request.permitted || overflow

  private val lineMask       = (config.writeLineBytes - 1.U)(7, 0)
  private val bytesToLineEnd = (0.U - end(7, 0))(7, 0) & lineMask
  private val mayPad = request.op === HostOp.WRITE && config.writeLineBytes =/= 0.U &&
    config.policy =/= SplitPolicy.OFF && bytesToLineEnd <= request.padBytes
  private val padding = Mux(mayPad, bytesToLineEnd, 0.U)

  private val waiting = Module(new SkidBuffer(new AcceptedSpan(p)))
  in.ready := waiting.in.ready && freeSlot.valid

  waiting.in.valid         := in.fire && !isEmpty && !rejected
  waiting.in.bits.op       := request.op
  waiting.in.bits.address  := request.address
  waiting.in.bits.bytes    := request.bytes +& padding
  waiting.in.bits.padBytes := padding
  waiting.in.bits.guest    := request.guest
  waiting.in.bits.tag      := request.tag
  waiting.in.bits.slot     := freeSlot.bits
  out <> waiting.out

  entry.valid          := in.fire
  entry.bits.op        := request.op
  entry.bits.guest     := request.guest
  entry.bits.tag       := request.tag
  entry.bits.burstless := isEmpty || rejected
  entry.bits.rejected  := rejected

  block(Verification.Assert) {
    assert(
      !in.fire || config.maxPayloadBytes >= config.writeLineBytes,
      "a request was accepted while maxPayloadBytes < writeLineBytes"
    )
    assert(
      !in.fire || config.maxReadRequestBytes >= config.readLineBytes,
      "a request was accepted while maxReadRequestBytes < readLineBytes"
    )
  }
}
