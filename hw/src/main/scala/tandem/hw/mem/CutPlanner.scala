package tandem.hw.mem

import chisel3._
import chisel3.util.Decoupled
import tandem.hw.NicParams
import tandem.hw.record.{HostOp, SplitPolicy}

/** Chooses how a request is cut.
  *
  *   - accepts: requests that need bursts
  *   - gives: the same in the same cycle, with the limits of their direction and the plan their
  *     policy asks for; under COST the cheapest
  *   - keeps order of: requests
  *   - never: aligns a direction whose line is off
  */
class CutPlanner(p: NicParams) extends Module {
  val in     = IO(Flipped(Decoupled(new AcceptedSpan(p))))
  val config = IO(Input(new SplitterConfig))
  val out    = IO(Decoupled(new PlannedSpan(p)))

  private val isWrite    = in.bits.op === HostOp.WRITE
  private val lineBytes  = Mux(isWrite, config.writeLineBytes, config.readLineBytes)
  private val burstBytes = Mux(isWrite, config.maxPayloadBytes, config.maxReadRequestBytes)

  private val chooser = Module(new CostChooser(p))
  chooser.isWrite     := isWrite
  chooser.pageOffset  := in.bits.address(11, 0)
  chooser.bytes       := in.bits.bytes
  chooser.lineBytes   := lineBytes
  chooser.burstBytes  := burstBytes
  chooser.memoryModel := config.memoryModel
  chooser.costLine    := config.costLine

  chooser.costTransaction := config.costTransaction

  private val policy = Mux(config.policy === SplitPolicy.COST, chooser.cheapest, config.policy)
  private val isOff  = policy === SplitPolicy.OFF || lineBytes === 0.U

  in.ready                   := out.ready
  out.valid                  := in.valid
  out.bits.span              := in.bits
  out.bits.plan.burstBytes   := burstBytes
  out.bits.plan.lineMask     := (lineBytes - 1.U)(7, 0)
  out.bits.plan.alignsHead   := !isOff
  out.bits.plan.isolatesTail := !isOff && policy === SplitPolicy.ISOLATE_TAIL
}
