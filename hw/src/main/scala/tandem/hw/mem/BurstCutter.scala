package tandem.hw.mem

import tandem.hw.CarrySelect
import chisel3._
import chisel3.util.{Decoupled, Valid}
import tandem.hw.NicParams
import tandem.hw.record.HostBurst

/** Cuts one request at a time into bursts.
  *
  *   - accepts: a planned request when it has none, or in the cycle its last burst is cut
  *   - gives: one burst a cycle, the first two cycles after the request came; tells the tracker how
  *     many a request had when it ends
  *   - keeps order of: requests, and bursts of a request by address
  *   - never: crosses a page or the limit; withdraws a burst that waits for ready, even when the
  *     request has failed meanwhile
  *
  * States: idle (not `busy`); cutting; cancelling (`failed`: cuts no new burst and ends). The burst
  * that was cut last waits in a register of its own, which every burst leaves from.
  */
class BurstCutter(p: NicParams) extends Module {
  val in  = IO(Flipped(Decoupled(new PlannedSpan(p))))
  val out = IO(Decoupled(new HostBurst(p)))

  /** The request of this slot has failed. */
  val failure = IO(Flipped(Valid(UInt(p.slotBits.W))))
  val cut     = IO(Valid(new CutSpan(p)))

  /** The burst that leaves in this cycle. */
  val issue = IO(Valid(new IssuedBurst(p)))

  /** The slot being cut. */
  val cutting = IO(Valid(UInt(p.slotBits.W)))

  // State.
  private val busy    = RegInit(false.B)
  private val failed  = Reg(Bool())
  private val isFirst = Reg(Bool())
  private val bursts  = Reg(UInt(p.burstCountBits.W))
  private val offset  = Reg(UInt(p.lengthBits.W))
  private val left    = Reg(new PlannedSpan(p))
  private val burst   = Reg(new HostBurst(p))
  private val offers  = RegInit(false.B)

  // The next burst.
  private val span       = left.span
  private val isTail     = below(left.mainLessOne, left.limit)
  private val mainBytes  = left.mainLessOne(12, 0) + 1.U
  private val burstBytes = Mux(isTail, mainBytes, left.limit)

  // Bytes are cut off in front of the padding, so the first burst beyond them has padding in it.
  private val isPadding = !span.bytes.orR && span.padBytes.orR
  private val endsHere  = below(span.bytes, left.limit)
  private val padHere = Mux(
    isTail,
    Mux(isPadding, mainBytes(7, 0), span.padBytes),
    Mux(endsHere, left.limit(7, 0) - span.bytes(7, 0), 0.U)
  )

  private val cuts   = busy && !failed && (!offers || out.ready)
  private val isLast = isTail && !left.hasRest
  private val ends   = busy && (failed || cuts && isLast)

  when(cuts) {
    burst.op       := span.op
    burst.address  := span.address
    burst.bytes    := burstBytes
    burst.offset   := offset
    burst.padBytes := padHere
    burst.guest    := span.guest
    burst.tag      := span.tag
    burst.slot     := span.slot
    burst.first    := isFirst
    burst.last     := isLast
  }
  when(cuts || out.ready) { offers := cuts }
  out.valid := offers
  out.bits  := burst

  // What is left behind it. Behind the first page boundary pages are whole numbers of bursts.
  private val roomBehind = NicParams.PageBytes.U - span.address(11, 0) - left.limit
  private val isRoomy    = (roomBehind & ~PowerOfTwo.mask(left.burstBytes)).orR
  when(cuts) {
    span.address     := CarrySelect.add(span.address, burstBytes, 13)
    span.bytes       := Mux(endsHere, 0.U, span.bytes - left.limit)
    offset           := CarrySelect.add(offset, burstBytes, 13)
    bursts           := bursts + 1.U
    isFirst          := false.B
    left.mainLessOne := Mux(isTail, left.restLessOne, left.mainLessOne - left.limit)
    left.limit       := Mux(isRoomy || roomBehind === 0.U, left.burstBytes, roomBehind)
    left.hasRest     := left.hasRest && !isTail
  }
  when(failure.valid && failure.bits === span.slot) {
    failed := true.B
  }

  in.ready := !busy || ends
  when(in.ready) {
    busy    := in.valid
    left    := in.bits
    failed  := false.B
    isFirst := true.B
    bursts  := 0.U
    offset  := 0.U
  }

  cut.valid       := ends
  cut.bits.slot   := span.slot
  cut.bits.bursts := bursts + cuts

  issue.valid           := out.fire
  issue.bits.op         := burst.op
  issue.bits.slot       := burst.slot
  issue.bits.lineOffset := burst.address(7, 0)
  issue.bits.bytes      := burst.bytes

  cutting.valid := busy
  cutting.bits  := span.slot

  /** Whether `bytes` is less than `limit`, which is at most a page. */
  private def below(bytes: UInt, limit: UInt): Bool =
    !(bytes >> 13).orR && bytes(12, 0) < limit
}
