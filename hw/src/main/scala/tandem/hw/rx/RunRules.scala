package tandem.hw.rx

import chisel3._
import chisel3.util.log2Ceil
import tandem.hw.NicParams
import tandem.hw.record.rx.{ParsedSegment, TcpFlag}

/** What must be the same in all that an entry collects: header fields of the segment with which it
  * began.
  */
class FlowTemplate extends Bundle {
  val outerTag     = UInt(32.W)
  val innerTag     = UInt(32.W)
  val trafficClass = UInt(8.W)
  val flowLabel    = UInt(20.W)
  val dontFragment = Bool()
  val hopLimit     = UInt(8.W)
  val dataOffset   = UInt(4.W)
  val reserved     = UInt(4.W)
  val flags        = UInt(8.W)
}

object FlowTemplate {
  def of(segment: ParsedSegment): FlowTemplate = {
    val template = Wire(new FlowTemplate)
    template.elements.foreach { case (name, field) => field := segment.elements(name) }
    template
  }
}

/** What the rules know of an entry. */
class EntryView extends Bundle {
  val isOpen        = Bool()
  val hasRun        = Bool()
  val expectedValid = Bool()
  val expected      = UInt(32.W)
  val template      = new FlowTemplate
  val run           = new RunState

  /** The segment overlaps an isle; an isle can take it. */
  val meetsIsle = Bool()
  val fitsIsle  = Bool()
}

object EntryView {

  /** @param known
    *   the entry has the key of the segment; nothing is known of it otherwise
    */
  def apply(
      known: Bool,
      hasRun: Bool,
      hasIsles: Bool,
      progress: FlowProgress,
      run: RunState,
      config: ReceiveConfig
  ): EntryView = {
    val view = Wire(new EntryView)
    view.isOpen        := known && (hasRun || hasIsles)
    view.hasRun        := known && hasRun
    view.expected      := progress.expected
    view.expectedValid := known && Mux(config.keepEntry, progress.expectedValid, hasRun)
    view.template      := progress.template
    view.run           := run
    view.meetsIsle     := false.B
    view.fitsIsle      := false.B
    view
  }
}

/** The rules that compare a segment with what its entry has collected. */
class RunRules(p: NicParams, segment: ParsedSegment, entry: EntryView, config: ReceiveConfig) {
  import RunState.isBefore

  private val run                      = entry.run
  private val template                 = entry.template
  private def changed(flag: Int): Bool = segment.flags(flag) =/= template.flags(flag)

  private val congestion = SegmentRules.congestionRule(segment, config)
  private val marks = entry.isOpen && (
    (segment.flags(TcpFlag.CWR) && config.cwrRule === CwrRule.NEVER) ||
      segment.trafficClass(1, 0) =/= template.trafficClass(1, 0) ||
      changed(TcpFlag.ECE) || changed(TcpFlag.CWR)
  )
  private val fields = entry.isOpen && (
    segment.trafficClass(7, 2) =/= template.trafficClass(7, 2) ||
      segment.flowLabel =/= template.flowLabel ||
      segment.outerTag =/= template.outerTag ||
      segment.innerTag =/= template.innerTag ||
      segment.dontFragment =/= template.dontFragment ||
      segment.dataOffset =/= template.dataOffset ||
      (config.ttlRule === TtlRule.MATCH && segment.hopLimit =/= template.hopLimit) ||
      (config.flagRule === FlagRule.MATCH &&
        (changed(TcpFlag.ACK) || segment.reserved =/= template.reserved)) ||
      (config.optionRule === OptionRule.MATCH && entry.hasRun &&
        (segment.options =/= run.options || segment.optionBytes =/= run.optionBytes)) ||
      (config.ipIdRule === IpIdRule.MATCH && entry.hasRun && !identificationGoesOn)
  )
  private val goesBack = entry.hasRun && config.timestampRule === TimestampRule.FORWARD &&
    segment.hasTimestamp && run.hasTimestamp && isBefore(segment.timestampValue, run.latestValue)
  private val newWindow = segment.window =/= run.window

  /** The second segment decides: either all have the same, or it counts up. */
  private def identificationGoesOn: Bool = {
    val step    = segment.identification - run.identification
    val counted = step === run.segments
    segment.ipVersion =/= 4.U ||
    Mux(
      run.segments === 1.U,
      step === 0.U || counted,
      Mux(run.sameIdentification, step === 0.U, counted)
    )
  }

  // Acknowledgments without data.
  private val hasData = segment.payloadBytes =/= 0.U
  private val absorbable = !hasData && entry.hasRun &&
    !segment.flags(TcpFlag.FIN) && !segment.flags(TcpFlag.PSH) &&
    segment.sequence === entry.expected && segment.acknowledgment === run.acknowledgment &&
    !congestion.holds && !marks && !fields && !goesBack
  private val isDuplicate = absorbable && !newWindow && config.dupAckThreshold =/= 0.U

  def absorbRules: Seq[Rule] = Seq(
    Rule(
      absorbable && newWindow && config.pureAckRule === PureAckRule.WINDOW_IN,
      0,
      Action.ABSORB,
      releases = false.B
    ),
    Rule(
      isDuplicate && (run.dupAcks +& 1.U) < config.dupAckThreshold,
      0,
      Action.ABSORB,
      releases = false.B
    ),
    Rule(isDuplicate, 10, Action.OUT, releases = false.B)
  )

  // Segments with data.
  private val keepsIsles = config.outOfOrder === OutOfOrder.ISLES
  private val isBehind   = entry.expectedValid && isBefore(segment.sequence, entry.expected)
  private val isAhead    = entry.expectedValid && isBefore(entry.expected, segment.sequence)
  private val behindAction =
    Mux(config.behindRule === BehindRule.NEW, Action.NEW, Action.OUT)
  private val holeAction = Mux(config.holeRule === HoleRule.OUT, Action.OUT, Action.NEW)
  private val drops      = config.isleOverflow === IsleOverflow.DROP

  def sequenceRules: Seq[Rule] = Seq(
    Rule(entry.meetsIsle || isBehind, 13, behindAction, releases = entry.meetsIsle),
    Rule(isAhead && !keepsIsles, 12, holeAction)
  )

  def consistencyRules: Seq[Rule] = Seq(
    congestion,
    Rule(marks, 17, Action.NEW),
    Rule(fields, 18, Action.NEW)
  )

  def isleRules: Seq[Rule] = Seq(
    Rule(isAhead && entry.fitsIsle, 0, Action.KEEP, releases = false.B),
    Rule(isAhead && keepsIsles, 12, holeAction, drops = drops)
  )

  def orderRules: Seq[Rule] = Seq(
    Rule(goesBack, 19, Action.OUT),
    Rule(entry.hasRun && newWindow && config.windowRule === WindowRule.OUT, 8, Action.OUT),
    Rule(entry.hasRun && newWindow && config.windowRule === WindowRule.NEW, 8, Action.NEW),
    Rule(
      entry.hasRun && Mux(
        config.ackRule === AckRule.MATCH,
        segment.acknowledgment =/= run.acknowledgment,
        isBefore(segment.acknowledgment, run.acknowledgment)
      ),
      9,
      Action.NEW,
      releases = false.B
    )
  )

  private val stored       = RunState.beats(segment) +& run.beats
  private val storeBits    = log2Ceil(p.storeBeats + 1)
  private val isStored     = config.collect === Collect.STORE
  private val tooMany      = config.maxSegments =/= 0.U && run.segments >= config.maxSegments
  private val tooManyBeats = isStored && stored > p.storeBeats.U(storeBits.W)

  def sizeRules: Seq[Rule] = Seq(
    Rule(
      entry.hasRun && run.datagramBytes +& segment.payloadBytes > config.maxBytes,
      4,
      Action.NEW,
      releases = false.B
    ),
    Rule(entry.hasRun && (tooMany || tooManyBeats), 23, Action.NEW, releases = false.B),
    Rule(
      entry.hasRun && config.longRule === LongRule.NEW && segment.payloadBytes > run.firstBytes,
      22,
      Action.NEW
    )
  )
}
