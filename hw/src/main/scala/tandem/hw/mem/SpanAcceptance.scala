package tandem.hw.mem

import chisel3._
import chisel3.layer.block
import chisel3.layers.Verification
import chisel3.util.{Decoupled, Valid}
import tandem.hw.NicParams
import tandem.hw.record.{HostOp, HostSpan, SplitPolicy}

/** Takes requests at the door, lengthens them to the end of their last line where the NIC owns the
  * bytes behind it, and decides in the next cycle what becomes of them.
  *
  *   - accepts: one request a cycle while a slot and one of [[SpanAcceptance.Places]] is free
  *   - gives: in the next cycle, to the tracker an entry for every request, and onwards those that
  *     need bursts
  *   - keeps order of: requests
  *   - never: passes on a request that is empty, not permitted or beyond the end of the address
  *     space; waits once a request is accepted
  */
class SpanAcceptance(p: NicParams) extends Module {
  val in     = IO(Flipped(Decoupled(new HostSpan(p))))
  val config = IO(Input(new SplitterConfig))

  /** The slot for the next request, valid while one is free. */
  val freeSlot = IO(Flipped(Valid(UInt(p.slotBits.W))))

  /** A request that was accepted gives its place back. */
  val release = IO(Input(Bool()))
  val entry   = IO(Valid(new PlacedEntry(p)))
  val out     = IO(Valid(new ArrivedSpan(p)))

  // Arrive.
  private val request   = in.bits
  private val isWrite   = request.op === HostOp.WRITE
  private val lineBytes = Mux(isWrite, config.writeLineBytes, config.readLineBytes)
  private val lineMask  = PowerOfTwo.mask(lineBytes)
  private val endByte   = (request.address(7, 0) + request.bytes(7, 0))(7, 0)
  private val toLineEnd = (0.U - endByte)(7, 0) & lineMask
  private val mayPad =
    isWrite && config.policy =/= SplitPolicy.OFF && toLineEnd <= request.padBytes

  private val next = Wire(new ArrivedSpan(p))
  next.span.op       := request.op
  next.span.address  := request.address
  next.span.bytes    := request.bytes
  next.span.padBytes := Mux(mayPad, toLineEnd, 0.U)
  next.span.guest    := request.guest
  next.span.tag      := request.tag
  next.span.slot     := freeSlot.bits
  next.permitted     := request.permitted
  next.isEmpty       := request.bytes === 0.U
  next.end           := request.address +& request.bytes

  next.place.pageOffset   := request.address(11, 0)
  next.place.reach        := request.address(11, 0) +& request.bytes
  next.place.bytesLessOne := request.bytes - 1.U
  next.place.padBytes     := next.span.padBytes
  next.place.line         := PowerOfTwo.choice(lineBytes, NicParams.LineBytes)
  next.place.lineMask     := lineMask
  next.place.startInLine  := request.address(7, 0) & lineMask
  next.place.endInLine    := Mux(mayPad, 0.U, endByte & lineMask)

  private val arrived      = RegNext(next)
  private val arrivedValid = RegNext(in.fire, false.B)

  // Judge.
  private val isBeyond  = arrived.end(p.addressBits) && arrived.end(p.addressBits - 1, 0).orR
  private val rejected  = !arrived.permitted || isBeyond
  private val burstless = arrived.isEmpty || rejected

  out.valid := arrivedValid && !burstless
  out.bits  := arrived

  entry.valid               := arrivedValid
  entry.bits.slot           := arrived.span.slot
  entry.bits.entry.op       := arrived.span.op
  entry.bits.entry.guest    := arrived.span.guest
  entry.bits.entry.tag      := arrived.span.tag
  entry.bits.burstless      := burstless
  entry.bits.entry.rejected := rejected

  // Places. That of a request without bursts is free as soon as that is known.
  private val held  = RegInit(0.U(3.W))
  private val drops = arrivedValid && burstless
  held     := held + in.fire - release - drops
  in.ready := freeSlot.valid && (drops || held =/= SpanAcceptance.Places.U)

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

object SpanAcceptance {

  /** Requests between acceptance and their last burst: as many as a place takes cycles to come
    * back.
    */
  val Places = 5
}
