package tandem.hw.mem

import chisel3._
import chisel3.util.Cat

/** How many line accesses must be saved to pay for transactions. */
class CostThresholds extends Bundle {

  /** No number of them pays. */
  val never = Bool()

  /** The most that do not pay for two transactions. */
  val forTwo = UInt(9.W)

  /** Whether `saved` accesses pay for the transactions added, none, one or two. */
  def pays(saved: UInt, adds: Bool, addsOther: Bool): Bool = {
    val forOne = saved > forTwo(8, 1)
    !never && Mux(
      adds && addsOther,
      saved > forTwo,
      Mux(adds || addsOther, forOne, saved.orR)
    )
  }
}

/** Divides the cost of two transactions by that of a line access, so that requests need not
  * multiply.
  *
  *   - accepts: a pair of costs each cycle
  *   - gives: their thresholds after three cycles, in time for a request that is accepted in the
  *     first cycle in which the costs are there
  */
class CostDivider extends Module {
  val costTransaction = IO(Input(UInt(8.W)))
  val costLine        = IO(Input(UInt(8.W)))
  val thresholds      = IO(Output(new CostThresholds))

  /** The bits of the dividend that are left and those of the quotient so far, highest first. */
  private case class Step(
      dividend: Seq[Bool],
      divisor: UInt,
      remainder: UInt,
      quotient: Seq[Bool]
  ) {

    private def longer = remainder ## dividend.head
    // A remainder is less than the divisor, so the highest bit is a sign; but for a divisor of 0,
    // whose quotient nobody looks at.
    private def rest = longer - divisor
    private def fits = !rest(8)

    /** One bit of the quotient more. */
    def divided: Step =
      Step(dividend.tail, divisor, Mux(fits, rest, longer)(7, 0), quotient :+ fits)

    /** The last two bits; the last is worked out for either value of the other. */
    def ended: Step = {
      def isLast(left: UInt) = (left(7, 0) ## dividend.last) >= divisor
      Step(Nil, divisor, 0.U, quotient :+ fits :+ Mux(fits, isLast(rest), isLast(longer)))
    }

    def registered: Step =
      Step(
        dividend.map(RegNext(_)),
        RegNext(divisor),
        RegNext(remainder),
        quotient.map(RegNext(_))
      )
  }

  private val twice = (costTransaction ## 0.U(1.W)).asBools.reverse
  private val first = Step(twice, costLine, 0.U(8.W), Seq.empty)
  private val begun = (0 until 2).foldLeft(first)((s, _) => s.divided.divided.divided.registered)
  private val last  = begun.divided.ended.registered
  thresholds.never  := last.divisor === 0.U
  thresholds.forTwo := Cat(last.quotient)
}
