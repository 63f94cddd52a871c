package tandem.hw.rx

import chisel3._
import tandem.hw.record.rx.EndReason

/** What a run, or an isle, becomes in a step. */
class CandidateChoice extends Bundle {

  /** The segment starts it, is appended to it, goes behind an isle, in front of one. */
  val starts  = Bool()
  val appends = Bool()
  val behind  = Bool()
  val before  = Bool()

  /** The first isle joins the run, or is the run from now on; an isle joins the one that grew. */
  val joinsRun  = Bool()
  val becomes   = Bool()
  val joinsIsle = Bool()
}

object RunCandidate {
  def apply(
      choice: CandidateChoice,
      run: RunState,
      isle: RunState,
      grown: RunState,
      seen: RunState
  ): RunState = {
    val left = WireDefault(run)
    when(choice.behind || choice.becomes) { left := isle }
    when(choice.joinsIsle) { left := grown }
    when(choice.starts || choice.before) { left := seen }
    val right = Mux(choice.appends || choice.behind, seen, isle)

    val state = WireDefault(RunState.merged(left, right))
    when(choice.starts || choice.becomes) { state := left }
    when(choice.before) { state.run := isle.run }
    when(choice.appends && run.segments === 1.U) {
      state.sameIdentification := seen.identification === run.identification
    }
    state
  }
}

/** Whether the first isle fits into the run; if not, why the run ends. */
class JoinRules(run: RunState, isle: IsleRange, config: ReceiveConfig) {
  private val bytesFit = run.datagramBytes +& isle.bytes <= config.maxBytes
  private val countFits =
    config.maxSegments === 0.U || run.segments +& isle.segments <= config.maxSegments

  val fits: Bool   = bytesFit && countFits
  val reason: UInt = Mux(bytesFit, EndReason.te(23), EndReason.te(4))
}
