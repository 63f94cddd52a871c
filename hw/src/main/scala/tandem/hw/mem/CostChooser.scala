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
  * cost the same in each plan. What differs lies in the front (the part of the request before that
  * boundary, at most one page) and in the last burst. The differences that decide are therefore
  * small numbers:
  *
  *   - transactions that ALWAYS adds to OFF: 0 or 1; that ISOLATE_TAIL adds to ALWAYS: 0 or 1
  *   - line accesses that OFF adds to ALWAYS, and ALWAYS to ISOLATE_TAIL: never negative
  *
  * and a plan pays against another when
  * `costLine * accesses saved > costTransaction * transactions added`; equal cost goes to the plan
  * with fewer transactions.
  *
  * A cut is odd when it lies inside a line. Only OFF makes odd cuts, all of them in the front, and
  * only when the request starts inside a line.
  */
class CostChooser extends Module {
  val isWrite  = IO(Input(Bool()))
  val geometry = IO(Input(new SpanGeometry))

  /** Not 0: where the line is off nothing is chosen. */
  val lineBytes       = IO(Input(UInt(9.W)))
  val burstBytes      = IO(Input(UInt(13.W)))
  val memoryModel     = IO(Input(MemoryModel()))
  val costTransaction = IO(Input(UInt(8.W)))
  val costLine        = IO(Input(UInt(8.W)))
  val cheapest        = IO(Output(SplitPolicy()))

  private val startsOdd = geometry.startInLine.orR
  private val endsOdd   = geometry.endsInLine
  private val tailOdd   = endsOdd && !geometry.headOnly

  // Bursts of the front, and what their cuts touch.
  private val offBursts  = bursts(geometry.frontBytes)
  private val bodyBursts = bursts(geometry.bodyBytes)
  private val oddCuts    = Mux(startsOdd, offBursts - 1.U, 0.U)
  private val frontLines = lines(geometry.startInLine +& geometry.frontBytes)
  private val tailLines  = lines(geometry.tailBytes)

  // Transactions added: by cutting the head off OFF's first burst, by cutting the tail in two.
  private val byHead = startsOdd && bodyBursts === offBursts
  private val byTail = tailOdd && geometry.tailBytes > lineBytes

  // Partial lines that OFF adds to ALWAYS, per line: an odd cut leaves a partial line on both sides.
  // An end that shares its line with the start, or with the last odd cut, adds none of its own.
  private val offTail = PowerOfTwo.lastPiece(geometry.frontBytes(11, 0), (burstBytes - 1.U)(11, 0))
  private val offTailLone =
    !geometry.spills && geometry.startInLine +& offTail <= lineBytes
  private val partialPerLine =
    Mux(startsOdd, (oddCuts << 1) +& 1.U, 0.U) +& (endsOdd && !(startsOdd && offTailLone)) -
      (startsOdd +& tailOdd)

  // The same per transaction: OFF merges every line of every burst of the front.
  private val partialPerTransaction =
    Mux(
      startsOdd,
      frontLines +& oddCuts - 1.U - Mux(tailOdd && !geometry.spills, tailLines, 0.U),
      0.U
    )

  // Line accesses added. An odd cut makes one line touched twice, by reads as well.
  private val perTransaction = memoryModel === MemoryModel.PER_TRANSACTION
  private val partialByOff =
    Mux(isWrite, Mux(perTransaction, partialPerTransaction, partialPerLine), 0.U)
  private val accessesByOff = oddCuts +& partialByOff
  private val accessesByAlways =
    Mux(isWrite && perTransaction && byTail, tailLines - 1.U, 0.U)

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
}
