package tandem.hw.mem

import chisel3._
import chisel3.util.Decoupled
import tandem.hw.record.{HostOp, SplitPolicy}
import tandem.hw.{NicParams, SkidBuffer}

/** Chooses how a request is cut: measures it, and in the next cycle weighs the plans.
  *
  *   - accepts: a request that needs bursts each cycle, while there is room
  *   - gives: the same, from the next cycle on, with the limit of its direction and the plan its
  *     policy asks for; under COST the cheapest
  *   - keeps order of: requests
  *   - never: aligns a direction whose line is off; lets `in.ready` depend on `out.ready` of the
  *     same cycle
  */
class CutPlanner(p: NicParams) extends Module {
  val in     = IO(Flipped(Decoupled(new AcceptedSpan(p))))
  val config = IO(Input(new SplitterConfig))
  val out    = IO(Decoupled(new PlannedSpan(p)))

  // Measure.
  private val measurer = Module(new SpanMeasurer(p))
  private val measured = Module(new SkidBuffer(new MeasuredSpan(p)))
  measurer.pageOffset       := in.bits.address(11, 0)
  measurer.bytes            := in.bits.bytes
  measurer.lineBytes        := lineOf(in.bits)
  measurer.burstMask        := (limitOf(in.bits) - 1.U)(11, 0)
  measured.in.valid         := in.valid
  measured.in.bits.span     := in.bits
  measured.in.bits.geometry := measurer.geometry
  in.ready                  := measured.in.ready

  // Weigh.
  private val span      = measured.out.bits.span
  private val lineBytes = lineOf(span)
  private val chooser   = Module(new CostChooser)
  chooser.isWrite         := isWrite(span)
  chooser.geometry        := measured.out.bits.geometry
  chooser.lineBytes       := lineBytes
  chooser.burstBytes      := limitOf(span)
  chooser.memoryModel     := config.memoryModel
  chooser.costTransaction := config.costTransaction
  chooser.costLine        := config.costLine

  private val policy = Mux(config.policy === SplitPolicy.COST, chooser.cheapest, config.policy)
  private val isOff  = policy === SplitPolicy.OFF || lineBytes === 0.U

  measured.out.ready         := out.ready
  out.valid                  := measured.out.valid
  out.bits.span              := span
  out.bits.plan.burstBytes   := limitOf(span)
  out.bits.plan.lineMask     := (lineBytes - 1.U)(7, 0)
  out.bits.plan.alignsHead   := !isOff
  out.bits.plan.isolatesTail := !isOff && policy === SplitPolicy.ISOLATE_TAIL

  private def isWrite(span: AcceptedSpan): Bool = span.op === HostOp.WRITE
  private def lineOf(span: AcceptedSpan): UInt =
    Mux(isWrite(span), config.writeLineBytes, config.readLineBytes)
  private def limitOf(span: AcceptedSpan): UInt =
    Mux(isWrite(span), config.maxPayloadBytes, config.maxReadRequestBytes)
}
