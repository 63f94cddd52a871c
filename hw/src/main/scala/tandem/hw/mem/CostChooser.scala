package tandem.hw.mem

import chisel3._
import chisel3.util.MuxCase
import tandem.hw.NicParams
import tandem.hw.record.{MemoryModel, SplitPolicy}

/** Compares the plans OFF, ALWAYS and ISOLATE_TAIL for one request, exactly and without enumerating
  * bursts; combinational.
  *
  * Limit, line and page are powers of two, each dividing the next larger of them. Hence from the
  * first page boundary on all plans cut at the same places, multiples of the limit, and those cuts
  * cost the same in each plan. What differs lies in the part of the request before that boundary,
  * at most one page, and in the last burst. The two differences that decide are therefore small
  * numbers:
  *
  *   - transactions that ALWAYS adds to OFF: 0 or 1; that ISOLATE_TAIL adds to ALWAYS: 0 or 1
  *   - line accesses that OFF adds to ALWAYS, and ALWAYS to ISOLATE_TAIL: never negative
  *
  * so that a plan with more line accesses is preferred when
  * `costLine * accesses <= costTransaction * transactions`.
  *
  * Notation: `head` is the first portion under ALWAYS; `front` the part of the request in its first
  * page; `tail` the last burst under ALWAYS; a cut is odd when it lies inside a line.
  */
class CostChooser(p: NicParams) extends Module {
  val isWrite    = IO(Input(Bool()))
  val pageOffset = IO(Input(UInt(12.W)))
  val bytes      = IO(Input(UInt(p.paddedLengthBits.W)))

  /** Not 0: where the line is off nothing is chosen. */
  val lineBytes       = IO(Input(UInt(9.W)))
  val burstBytes      = IO(Input(UInt(13.W)))
  val memoryModel     = IO(Input(MemoryModel()))
  val costTransaction = IO(Input(UInt(8.W)))
  val costLine        = IO(Input(UInt(8.W)))
  val cheapest        = IO(Output(SplitPolicy()))

  // Where the request lies.
  private val lineMask   = (lineBytes - 1.U)(7, 0)
  private val burstMask  = (burstBytes - 1.U)(11, 0)
  private val room       = NicParams.PageBytes.U - pageOffset
  private val spills     = bytes > room
  private val frontBytes = Mux(spills, room, bytes)(12, 0)
  private val endOffset  = (pageOffset + bytes)(11, 0)
  private val startOdd   = pageOffset & lineMask
  private val startsOdd  = startOdd.orR
  private val endsOdd    = (endOffset & lineMask).orR

  // The plan ALWAYS.
  private val lineRest  = lineBytes - startOdd
  private val headOnly  = startsOdd && frontBytes <= lineRest && !spills
  private val bodyBytes = frontBytes - Mux(startsOdd, Mux(headOnly, frontBytes, lineRest), 0.U)
  private val bodyTail  = lastBurst(bodyBytes)
  private val tailBytes = Mux(spills, lastBurst(endOffset), bodyTail)
  private val tailLines = lines(tailBytes)
  private val tailOdd   = endsOdd && !headOnly

  // The plan OFF: all its odd cuts are in the front, and only when it starts odd.
  private val offBursts   = bursts(frontBytes)
  private val offTail     = lastBurst(frontBytes)
  private val oddCuts     = Mux(startsOdd, offBursts - 1.U, 0.U)
  private val frontLines  = lines(startOdd +& frontBytes)
  private val offTailLone = !spills && startOdd +& offTail <= lineBytes

  // Transactions added.
  private val byHead = startsOdd && bursts(bodyBytes) === offBursts
  private val byTail = endsOdd && tailBytes > lineBytes && !headOnly

  // Line accesses added. Each odd cut makes one line touched twice.
  private val perTransaction = memoryModel === MemoryModel.PER_TRANSACTION
  private val partialPerLine =
    // A line cut in two is partial on both sides; an end that shares its line with the start, or with
    // the last odd cut, adds no partial line of its own.
    Mux(startsOdd, (oddCuts << 1) +& 1.U, 0.U) +& (endsOdd && !(startsOdd && offTailLone)) -
      (startsOdd +& tailOdd)
  private val partialPerTransaction =
    // Every line of every burst of the front is merged, and of the last burst as under ALWAYS.
    Mux(startsOdd, frontLines +& oddCuts - 1.U - Mux(tailOdd && !spills, tailLines, 0.U), 0.U)
  private val partialByOff =
    Mux(isWrite, Mux(perTransaction, partialPerTransaction, partialPerLine), 0.U)
  private val accessesByOff = oddCuts +& partialByOff
  private val accessesByAlways =
    Mux(isWrite && perTransaction && byTail, tailLines - 1.U, 0.U)

  // A plan pays when it saves more on lines than it spends on transactions.
  private val savedByAlways  = costLine * accessesByOff
  private val savedByIsolate = costLine * accessesByAlways
  private val spentByAlways  = Mux(byHead, costTransaction, 0.U)
  private val spentByIsolate = Mux(byTail, costTransaction, 0.U)
  private val alwaysPays     = savedByAlways > spentByAlways
  private val isolatePays    = savedByIsolate > spentByIsolate
  private val bothPay        = (savedByAlways +& savedByIsolate) > (spentByAlways +& spentByIsolate)

  cheapest := MuxCase(
    SplitPolicy.ISOLATE_TAIL,
    Seq((!alwaysPays && !bothPay) -> SplitPolicy.OFF, !isolatePays -> SplitPolicy.ALWAYS)
  )

  private def bursts(length: UInt): UInt =
    PowerOfTwo.ceilDivide(length, burstBytes, NicParams.BurstBytes)
  private def lines(length: UInt): UInt =
    PowerOfTwo.ceilDivide(length, lineBytes, NicParams.LineBytes)

  /** Length of the last burst of a run of `length` bytes, or of one that starts at a multiple of
    * the limit and ends at `length` modulo a page.
    */
  private def lastBurst(length: UInt): UInt = ((length - 1.U)(11, 0) & burstMask) +& 1.U
}
