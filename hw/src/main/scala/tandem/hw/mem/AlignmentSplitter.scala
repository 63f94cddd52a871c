package tandem.hw.mem

import chisel3._
import chisel3.util.Decoupled
import tandem.hw.record.{BurstDone, HostBurst, HostSpan, SpanDone}
import tandem.hw.regs.{HasRegisters, RegisterFile, RegisterPort}
import tandem.hw.{Block, NicParams, StreamContract}

/** Splits accesses to host memory into bus transactions at the lines of host memory.
  *
  *   - accepts: reads and writes, one a cycle, while a slot is free; reconfiguration while it is
  *     empty
  *   - gives: their bursts, one a cycle, the first five cycles after acceptance; one completion for
  *     each request
  *   - keeps order of: requests, bursts of a request, completions
  *   - never: crosses a page; touches memory for a request that is not permitted; `in.ready` and
  *     `response.ready` depend on no input of the same cycle, nor does any output stream
  *
  * {{{
  *   in -> SpanAcceptance -> CutPlanner -> BurstCutter -> out
  *              |                             | ^ failure
  *              +-----------------------> SpanTracker <- response
  *                                            |
  *                                            +-> done
  * }}}
  */
class AlignmentSplitter(p: NicParams) extends Module with HasRegisters with Block {
  val in        = IO(Flipped(Decoupled(new HostSpan(p))))
  val out       = IO(Decoupled(new HostBurst(p)))
  val response  = IO(Flipped(Decoupled(new BurstDone(p))))
  val done      = IO(Decoupled(new SpanDone(p)))
  val registers = IO(new RegisterPort)

  val registerMap = SplitterRegisters(p)

  private val acceptance = Module(new SpanAcceptance(p))
  private val planner    = Module(new CutPlanner(p))
  private val cutter     = Module(new BurstCutter(p))
  private val tracker    = Module(new SpanTracker(p))
  private val counters   = Module(new SplitCounters(p))
  private val file = Module(
    new RegisterFile(registerMap, new SplitterConfig, new SplitterCounts)
  )

  acceptance.in <> in
  cutter.in <> planner.out
  out <> cutter.out
  tracker.response <> response
  done <> tracker.done

  planner.in          := acceptance.out
  acceptance.freeSlot := tracker.freeSlot
  acceptance.release  := cutter.cut.valid
  tracker.accept      := in.fire
  tracker.entry       := acceptance.entry
  tracker.cut         := cutter.cut
  tracker.cutting     := cutter.cutting
  cutter.failure      := tracker.failure
  tracker.issue       := cutter.issue

  counters.entry      := acceptance.entry
  counters.burst      := cutter.issue
  counters.done.valid := done.fire
  counters.done.bits  := done.bits

  file.registers <> registers
  file.counters     := counters.counts
  file.idle         := tracker.idle
  acceptance.config := file.config
  planner.config    := file.config
  counters.config   := file.config

  StreamContract(in, "in")
  StreamContract(out, "out")
  StreamContract(response, "response")
  StreamContract(done, "done")
}
