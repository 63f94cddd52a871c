package tandem.hw.rx

import chisel3._
import chisel3.util.PriorityMux
import tandem.hw.record.rx.{EndReason, ParsedSegment, SegmentIssue, TcpFlag}

/** What becomes of a segment. */
object Action extends ChiselEnum {

  /** It is appended to the run, or starts one. */
  val IN = Value

  /** The run is flushed, the segment passes. */
  val OUT = Value

  /** The run is flushed, the segment starts another. */
  val NEW = Value

  /** Its window is taken into the run; it has no data. */
  val ABSORB = Value

  /** It is kept in an isle. */
  val KEEP = Value
}

/** What the rules say about a segment. */
class Verdict extends Bundle {
  val action = Action()
  val reason = UInt(EndReason.widthBits.W)

  /** The isles of the flow are handed up, or dropped. */
  val releases = Bool()
  val drops    = Bool()
}

/** A rule of the contract: number of the event, 0 for none, and what it does when it holds. */
final case class Rule(
    holds: Bool,
    event: Int,
    action: Action.Type,
    releases: Bool = true.B,
    drops: Bool = false.B
)

object Verdict {

  /** What the first rule that holds says; without any the segment goes in. */
  def first(rules: Seq[Rule]): Verdict =
    PriorityMux((rules :+ Rule(true.B, 0, Action.IN, releases = false.B)).map { rule =>
      val verdict = Wire(new Verdict)
      verdict.action   := rule.action
      verdict.reason   := rule.event.U
      verdict.releases := rule.releases
      verdict.drops    := rule.drops
      rule.holds       -> verdict
    })
}

/** The rules that look at the segment alone. */
object SegmentRules {
  import SegmentIssue._

  /** Errors, flags, options and format. */
  def outRules(segment: ParsedSegment, config: ReceiveConfig): Seq[Rule] = {
    val strict = config.flagRule === FlagRule.STRICT
    val byTime = config.optionRule === OptionRule.TIMESTAMP
    Seq(
      Rule(isWrong(segment, config), 15, Action.OUT, releases = false.B),
      Rule(segment.flags(TcpFlag.RST), 3, Action.OUT),
      Rule(
        segment.flags(TcpFlag.SYN) || segment.flags(TcpFlag.URG) ||
          (strict && (!segment.flags(TcpFlag.ACK) || segment.reserved =/= 0.U)),
        14,
        Action.OUT
      ),
      Rule(segment.flags(TcpFlag.FIN) && config.finRule === FinRule.OUT, 2, Action.OUT),
      Rule(segment.has(FRAGMENT), 7, Action.OUT),
      Rule(segment.has(SACK) && byTime, 11, Action.OUT),
      Rule(
        segment.has(IP_OPTIONS) || (segment.has(OPTION_OTHER) && byTime) ||
          (segment.has(EXTENSION) && config.extensionRule === ExtensionRule.OUT),
        16,
        Action.OUT
      )
    )
  }

  /** No payload. */
  def emptyRule(segment: ParsedSegment): Rule =
    Rule(segment.payloadBytes === 0.U, 20, Action.OUT, releases = false.B)

  /** The guest has no buffers. */
  def bufferRule(lacksBuffers: Bool): Rule = Rule(lacksBuffers, 26, Action.OUT)

  /** Congestion was met. */
  def congestionRule(segment: ParsedSegment, config: ReceiveConfig): Rule =
    Rule(segment.trafficClass(1, 0) === 3.U && config.ceRule === CeRule.OUT, 17, Action.OUT)

  def isWrong(segment: ParsedSegment, config: ReceiveConfig): Bool = {
    val lengths = Seq(TRUNCATED, TRAILER, DATA_OFFSET, TCP_HEADER, TCP_CHECKSUM)
    val padded  = segment.has(PADDED) && config.paddingRule === PaddingRule.STRICT
    val others  = lengths.map(segment.has).reduce(_ || _) || padded
    segment.has(IP_CHECKSUM) || (others && !segment.has(FRAGMENT))
  }
}
