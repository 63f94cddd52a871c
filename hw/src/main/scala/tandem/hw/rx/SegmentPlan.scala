package tandem.hw.rx

import chisel3._
import chisel3.util.Valid
import tandem.hw.NicParams
import tandem.hw.record.rx.{EndReason, ParsedSegment, TcpFlag}

/** What the coalescer knows when it plans a step for a segment. */
class SegmentSituation(p: NicParams) extends Bundle {
  val place = new FlowPlace(p)

  /** Flows are followed, and it belongs to one. */
  val isFlow = Bool()

  /** The entry found; if it has not the key, the flow that it holds still. */
  val hasRun   = Bool()
  val hasIsles = Bool()

  /** What the rules know of the entry; nothing where it has not the key. */
  val view         = new EntryView
  val lacksBuffers = Bool()

  /** What was decided in an earlier cycle. */
  val earlier = Valid(new Verdict)
}

/** One step for a segment: what is given, and what becomes of segment and entry. */
class SegmentStep extends Bundle {
  val verdict = new Verdict

  /** An entry is taken for it; it belongs to one. */
  val takes     = Bool()
  val isTracked = Bool()

  /** Something of the flow that the entry holds is to be handed up first, because another takes its
    * place or because it ends; the run of it in the same cycle as the segment starts another.
    */
  val flushesOther = Bool()
  val flushesOwn   = Bool()
  val alongside    = Bool()

  /** The segment is done in this step, in one of these ways. */
  val isLast  = Bool()
  val passes  = Bool()
  val starts  = Bool()
  val appends = Bool()
  val absorbs = Bool()
  val keeps   = Bool()

  /** A run of one without entry. */
  val alone = Bool()

  /** Why it passes. */
  val passReason = UInt(EndReason.widthBits.W)

  /** The same where `isHere`, else nothing; the ways of being done only in the last step. */
  def onlyIf(isHere: Bool): SegmentStep = {
    val step  = WireDefault(this)
    val parts = Seq(step.isTracked, step.flushesOther, step.flushesOwn, step.alongside, step.isLast)
    val ways  = Seq(step.passes, step.starts, step.appends, step.absorbs, step.keeps, step.alone)
    when(!isHere) { parts.foreach(_ := false.B) }
    when(!isHere || !isLast) { (ways :+ step.takes).foreach(_ := false.B) }
    step
  }
}

/** Decides what is done with a segment in this cycle. */
object SegmentPlan {

  def apply(
      p: NicParams,
      segment: ParsedSegment,
      situation: SegmentSituation,
      config: ReceiveConfig
  ): SegmentStep = {
    val place    = situation.place
    val view     = situation.view
    val isFlow   = situation.isFlow
    val outRules = SegmentRules.outRules(segment, config)
    val empty    = SegmentRules.emptyRule(segment)
    val buffers  = SegmentRules.bufferRule(situation.lacksBuffers)
    val ce       = SegmentRules.congestionRule(segment, config)
    val rules    = new RunRules(p, segment, view, config)

    // A flow that is not in the table.
    val tooShort   = segment.payloadBytes < config.minStartBytes
    val closesSoon = CloseRules(RunState.started(segment, 0.U), false.B, config).valid
    val isOut      = (outRules :+ empty :+ ce).map(_.holds).reduce(_ || _)
    val mayStart   = config.allocOnData && !isOut && !tooShort
    val isSyn = config.allocOnSyn && segment.flags(TcpFlag.SYN) && !segment.flags(TcpFlag.RST) &&
      !segment.flags(TcpFlag.FIN) && !SegmentRules.isWrong(segment, config)
    val notKept = !config.keepEntry && closesSoon
    val wants   = isFlow && !place.hit && (isSyn || (mayStart && !notKept))
    val missed  = Verdict.first((outRules :+ empty :+ buffers :+ ce))

    val denied = wants && missed.reason === EndReason.NONE

    // A flow that is, or will be.
    val rulesNow = outRules ++ rules.absorbRules ++ Seq(empty, buffers) ++ rules.sequenceRules ++
      rules.consistencyRules ++ rules.isleRules ++ rules.orderRules ++ rules.sizeRules
    val verdict = Mux(situation.earlier.valid, situation.earlier.bits, Verdict.first(rulesNow))

    val step     = Wire(new SegmentStep)
    val tracked  = isFlow && (place.hit || (wants && place.mayTake))
    val isOpen   = situation.hasRun || situation.hasIsles
    val action   = verdict.action
    val isIn     = action === Action.IN
    val begins   = action === Action.NEW || (isIn && !view.hasRun)
    val ends     = action === Action.NEW || action === Action.OUT
    val starts   = tracked && begins && !tooShort
    val runEnds  = tracked && view.hasRun && ends
    val releases = tracked && place.hit && situation.hasIsles && verdict.releases
    val others   = tracked && !place.hit && isOpen
    val canShare = starts && !closesSoon && !Mux(place.hit, releases, situation.hasIsles)
    val isFirst  = runEnds || releases || others

    step.verdict      := verdict
    step.takes        := tracked && !place.hit
    step.isTracked    := tracked
    step.flushesOther := others
    step.flushesOwn   := runEnds || releases
    step.alongside    := isFirst && canShare
    step.isLast       := !isFirst || canShare
    step.alone        := isFlow && !place.hit && mayStart && notKept && !situation.lacksBuffers
    step.starts       := starts
    step.appends      := tracked && isIn && view.hasRun
    step.absorbs      := tracked && action === Action.ABSORB
    step.keeps        := tracked && action === Action.KEEP
    step.passes       := Mux(tracked, action === Action.OUT || (begins && tooShort), !step.alone)
    step.passReason := Mux(
      tracked,
      verdict.reason,
      Mux(isFlow, Mux(denied, EndReason.te(6), missed.reason), EndReason.NONE)
    )
    step
  }
}
