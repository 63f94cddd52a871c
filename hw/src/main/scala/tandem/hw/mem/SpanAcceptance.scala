package tandem.hw.mem

import chisel3._
import chisel3.layer.block
import chisel3.layers.Verification
import chisel3.util.{Decoupled, Valid}
import tandem.hw.NicParams
import tandem.hw.record.{HostOp, HostSpan, SplitPolicy}

/** Decides at the door what becomes of a request, and lengthens it to the end of its last line
  * where the NIC owns the bytes behind it.
  *
  *   - accepts: one request a cycle while a slot is free
  *   - gives: in the same cycle, to the tracker an entry for every request, and onwards those that
  *     need bursts
  *   - keeps order of: requests
  *   - never: passes on a request that is empty, not permitted or beyond the end of the address
  *     space
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

  in.ready := out.ready && freeSlot.valid

  out.valid         := in.valid && freeSlot.valid && !isEmpty && !rejected
  out.bits.op       := request.op
  out.bits.address  := request.address
  out.bits.bytes    := request.bytes +& padding
  out.bits.padBytes := padding
  out.bits.guest    := request.guest
  out.bits.tag      := request.tag
  out.bits.slot     := freeSlot.bits

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
