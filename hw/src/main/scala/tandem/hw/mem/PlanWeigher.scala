package tandem.hw.mem

import chisel3._
import chisel3.util.MuxCase
import tandem.hw.record.{MemoryModel, SplitPolicy}

/** What the plans of a request cost more than one another. */
class PlanCosts extends Bundle {

  /** ALWAYS needs one transaction more than OFF. */
  val headAdds = Bool()

  /** ISOLATE_TAIL needs one more than ALWAYS. */
  val tailAdds = Bool()

  /** Line accesses that OFF needs more than ALWAYS. */
  val headSaves = UInt(9.W)

  /** Line accesses that ALWAYS needs more than ISOLATE_TAIL. */
  val tailSaves = UInt(9.W)
}

/** Works out by how much the plans OFF, ALWAYS and ISOLATE_TAIL of one request differ, exactly and
  * without enumerating bursts; combinational.
  *
  * Limit, line and page are powers of two, each dividing the next larger of them. Hence from the
  * first page boundary on all plans cut at the same places, multiples of the limit, and those cuts
  * cost the same in each plan. What differs lies in the front (the part of the request before that
  * boundary, at most one page) and in the last burst: ALWAYS adds 0 or 1 transactions to OFF, and
  * ISOLATE_TAIL to ALWAYS; OFF never has fewer line accesses than ALWAYS, nor ALWAYS fewer than
  * ISOLATE_TAIL.
  *
  * A cut is odd when it lies inside a line. Only OFF makes odd cuts, all of them in the front, and
  * only when the request starts inside a line. With `cuts` of them:
  *
  *   - each makes a line touched twice, by reads as well
  *   - per line, each leaves a partial line on both sides, and the head of ALWAYS takes one away;
  *     an end that shares its line with the last odd cut adds none of its own
  *   - per transaction, OFF merges every line of the front, ALWAYS those of the head and the tail
  *
  * The head costs a transaction if it does not fit into what is left of OFF's last burst of the
  * front; where it does fit, start or last cut and the end of the front share a line.
  */
class PlanWeigher extends Module {
  val isWrite     = IO(Input(Bool()))
  val geometry    = IO(Input(new SpanGeometry))
  val memoryModel = IO(Input(MemoryModel()))
  val headOnly    = IO(Output(Bool()))
  val costs       = IO(Output(new PlanCosts))

  private val g       = geometry
  private val fits    = g.headLessOne >= g.frontRest
  private val tailOdd = g.endsOdd && !headOnly
  headOnly := g.startsOdd && !g.spills && g.frontLessOne <= g.headLessOne

  private val perTransaction = memoryModel === MemoryModel.PER_TRANSACTION
  private val sharesLine     = tailOdd && !g.spills && fits
  private val tailMerged     = Mux(tailOdd && !g.spills, g.tailLineEnds +& 1.U, 0.U)
  private val byLine         = (g.frontCuts << 1) +& g.frontCuts - sharesLine
  private val byTransaction  = (g.frontLineEnds +& (g.frontCuts << 1)) - tailMerged

  costs.headAdds := g.startsOdd && !fits
  costs.headSaves := MuxCase(
    byLine,
    Seq(!g.startsOdd -> 0.U, !isWrite -> g.frontCuts, perTransaction -> byTransaction)
  )
  costs.tailAdds  := tailOdd && g.tailLineEnds.orR
  costs.tailSaves := Mux(isWrite && perTransaction && costs.tailAdds, g.tailLineEnds, 0.U)
}

/** Chooses the cheapest plan by the costs of each; combinational.
  *
  * A plan pays against another when
  * `costLine * accesses saved > costTransaction * transactions added`; equal cost goes to the plan
  * with fewer transactions.
  */
class PlanChooser extends Module {
  val costs      = IO(Input(new PlanCosts))
  val thresholds = IO(Input(new CostThresholds))
  val cheapest   = IO(Output(SplitPolicy()))

  private val saved      = costs.headSaves +& costs.tailSaves
  private val alwaysPays = thresholds.pays(costs.headSaves, costs.headAdds, false.B)
  private val tailPays   = thresholds.pays(costs.tailSaves, costs.tailAdds, false.B)
  private val bothPay    = thresholds.pays(saved, costs.headAdds, costs.tailAdds)

  cheapest := MuxCase(
    SplitPolicy.ISOLATE_TAIL,
    Seq((!alwaysPays && !bothPay) -> SplitPolicy.OFF, !tailPays -> SplitPolicy.ALWAYS)
  )
}
