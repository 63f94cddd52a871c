package tandem.hw.mem

import chisel3._
import chisel3.layer.block
import chisel3.layers.Verification
import chisel3.util.{Decoupled, Queue, Valid}
import tandem.hw.NicParams
import tandem.hw.record.{HostOp, SplitPolicy}

/** Chooses how a request is cut: measures it, weighs the plans in the next cycle and chooses in the
  * one behind.
  *
  *   - accepts: a request that needs bursts each cycle; what cannot go on is kept
  *   - gives: the same, two cycles later or when it is taken, with the limit of its direction, cut
  *     as its policy asks for; under COST as is cheapest
  *   - keeps order of: requests
  *   - never: aligns a direction whose line is off; holds more than [[SpanAcceptance.Places]] less
  *     one requests back
  */
class CutPlanner(p: NicParams) extends Module {
  val in     = IO(Flipped(Valid(new ArrivedSpan(p))))
  val config = IO(Input(new SplitterConfig))
  val out    = IO(Decoupled(new PlannedSpan(p)))

  // Measure.
  private val measurer = Module(new SpanMeasurer(p))
  measurer.place      := in.bits.place
  measurer.burstBytes := limitOf(in.bits.span)
  private val measurement = Wire(new MeasuredSpan(p))
  measurement.span     := in.bits.span
  measurement.geometry := measurer.geometry
  measurement.length   := measurer.length
  private val measured      = RegNext(measurement)
  private val measuredValid = RegNext(in.valid, false.B)

  // Weigh.
  private val weigher  = Module(new PlanWeigher)
  private val geometry = measured.geometry
  private val waiting  = Module(new Queue(new WeighedSpan(p), SpanAcceptance.Places - 1))
  weigher.isWrite     := isWrite(measured.span)
  weigher.geometry    := geometry
  weigher.memoryModel := config.memoryModel

  waiting.io.enq.valid          := measuredValid
  waiting.io.enq.bits.span      := measured.span
  waiting.io.enq.bits.length    := measured.length
  waiting.io.enq.bits.costs     := weigher.costs
  waiting.io.enq.bits.startsOdd := geometry.startsOdd
  waiting.io.enq.bits.headBytes := geometry.headLessOne +& 1.U
  waiting.io.enq.bits.headOnly  := weigher.headOnly
  waiting.io.enq.bits.frontLimit := {
    val burstBytes = limitOf(measured.span)
    val isRoomy    = (geometry.roomLessOne & ~PowerOfTwo.mask(burstBytes)).orR
    Mux(isRoomy, burstBytes, geometry.roomLessOne +& 1.U)
  }

  // Choose.
  private val weighed = waiting.io.deq.bits
  private val divider = Module(new CostDivider)
  private val chooser = Module(new PlanChooser)
  divider.costTransaction := config.costTransaction
  divider.costLine        := config.costLine
  chooser.costs           := weighed.costs
  chooser.thresholds      := divider.thresholds

  private val policy = Mux(config.policy === SplitPolicy.COST, chooser.cheapest, config.policy)
  private val isolates = policy === SplitPolicy.ISOLATE_TAIL && weighed.length.hasRest &&
    !weighed.headOnly

  waiting.io.deq.ready := out.ready
  out.valid            := waiting.io.deq.valid
  out.bits.span        := weighed.span
  out.bits.mainLessOne := Mux(isolates, weighed.length.mainLessOne, weighed.length.wholeLessOne)
  out.bits.limit := Mux(
    policy =/= SplitPolicy.OFF && weighed.startsOdd,
    weighed.headBytes,
    weighed.frontLimit
  )
  out.bits.burstBytes  := limitOf(weighed.span)
  out.bits.hasRest     := isolates
  out.bits.restLessOne := weighed.length.restBytes - 1.U

  block(Verification.Assert) {
    assert(!measuredValid || waiting.io.enq.ready, "a request came to a planner that was full")
  }

  private def isWrite(span: AcceptedSpan): Bool = span.op === HostOp.WRITE
  private def limitOf(span: AcceptedSpan): UInt =
    Mux(isWrite(span), config.maxPayloadBytes, config.maxReadRequestBytes)
}
