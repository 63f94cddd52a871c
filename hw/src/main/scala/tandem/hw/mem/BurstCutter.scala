package tandem.hw.mem

import chisel3._
import chisel3.util.{Decoupled, Valid}
import tandem.hw.NicParams
import tandem.hw.record.HostBurst

/** Cuts one request at a time into bursts.
  *
  *   - accepts: a planned request when it has none, or in the cycle its last one ends
  *   - gives: one burst a cycle, from the cycle after the request came; tells the tracker how many
  *     a request had when it ends
  *   - keeps order of: requests, and bursts of a request by address
  *   - never: crosses a page or the limit; withdraws a burst that waits for ready, even when the
  *     request has failed meanwhile
  *
  * States: idle (not `busy`); cutting; cancelling (`failed`: offers no new burst, ends as soon as
  * none waits).
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
  private val busy     = RegInit(false.B)
  private val failed   = Reg(Bool())
  private val isFirst  = Reg(Bool())
  private val bursts   = Reg(UInt(p.burstCountBits.W))
  private val offset   = Reg(UInt(p.lengthBits.W))
  private val request  = Reg(new PlannedSpan(p))
  private val mustHold = RegNext(out.valid && !out.ready, false.B)

  // The length of the next burst.
  private val span       = request.span
  private val plan       = request.plan
  private val pageOffset = span.address(11, 0)
  private val inLine     = pageOffset(7, 0) & plan.lineMask
  private val lineRest   = plan.lineMask +& 1.U - inLine
  private val toPage     = NicParams.PageBytes.U - pageOffset
  private val isHead     = plan.alignsHead && isFirst && inLine.orR
  private val limit      = Mux(isHead, lineRest, least(plan.burstBytes, toPage))
  private val isTail     = span.bytes <= limit
  private val whole      = Mux(isTail, span.bytes, limit)(12, 0)
  private val oddEnd     = whole(7, 0) & plan.lineMask
  private val isolates =
    plan.isolatesTail && isTail && !isHead && oddEnd.orR && whole > plan.lineMask
  private val burstBytes = Mux(isolates, whole - oddEnd, whole)
  private val isLast     = isTail && !isolates

  // The last padBytes of the bytes left are padding: those are in this burst that do not lie behind it.
  private val bytesBehind = span.bytes - burstBytes
  private val padBehind   = least(bytesBehind, span.padBytes)(7, 0)
  private val padHere     = least(span.padBytes - padBehind, burstBytes)(7, 0)

  out.valid         := busy && (!failed || mustHold)
  out.bits.op       := span.op
  out.bits.address  := span.address
  out.bits.bytes    := burstBytes
  out.bits.offset   := offset
  out.bits.padBytes := padHere
  out.bits.guest    := span.guest
  out.bits.tag      := span.tag
  out.bits.slot     := span.slot
  out.bits.first    := isFirst
  out.bits.last     := isLast

  private val ends = busy && Mux(out.valid, out.ready && isLast, true.B)

  when(out.fire) {
    span.address := span.address + burstBytes
    span.bytes   := bytesBehind
    offset       := offset + burstBytes
    bursts       := bursts + 1.U
    isFirst      := false.B
  }
  when(failure.valid && failure.bits === span.slot) {
    failed := true.B
  }

  in.ready := !busy || ends
  when(in.ready) {
    busy := in.valid
  }
  when(in.fire) {
    request := in.bits
    failed  := false.B
    isFirst := true.B
    bursts  := 0.U
    offset  := 0.U
  }

  cut.valid       := ends
  cut.bits.slot   := span.slot
  cut.bits.bursts := bursts + out.fire

  issue.valid           := out.fire
  issue.bits.op         := span.op
  issue.bits.slot       := span.slot
  issue.bits.lineOffset := pageOffset(7, 0)
  issue.bits.bytes      := burstBytes

  cutting.valid := busy
  cutting.bits  := span.slot

  private def least(left: UInt, right: UInt): UInt = Mux(left < right, left, right)
}
