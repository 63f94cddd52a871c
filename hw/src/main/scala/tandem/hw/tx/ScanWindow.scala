package tandem.hw.tx

import tandem.hw.CircularBits
import chisel3._
import tandem.hw.NicParams
import tandem.hw.record.WindowCounts

/** How far the window reaches from the head, in places of the queue.
  *
  *   - gives: the length of the window in the same cycle
  *   - never: lets it reach over a barrier, nor end before where it ended at an earlier pick
  *
  * Entries beyond the end of the window of the last pick were never in a window, so all of them
  * wait; a window of waiting entries therefore grows by plain arithmetic.
  */
class ScanWindow(p: NicParams) extends Module {
  private val bits = chisel3.util.log2Ceil(p.scanSlots)

  val config = IO(Input(new SchedulerConfig))

  /** Entries that can be seen, from the head on. */
  val visible = IO(Input(UInt((bits + 1).W)))

  /** Place of the head in the ring. */
  val head = IO(Input(UInt(bits.W)))

  /** Waiting barriers behind the head. */
  val barriers = IO(Input(UInt(p.scanSlots.W)))

  /** From the head to the end of the window of the last pick. */
  val reached = IO(Input(UInt((bits + 1).W)))

  /** Waiting entries between head and `reached`. */
  val waiting = IO(Input(UInt((bits + 1).W)))
  val length  = IO(Output(UInt((bits + 1).W)))

  /** The places in the window. */
  val inside = IO(Output(UInt(p.scanSlots.W)))

  /** Every posted entry can be seen. */
  val allVisible = IO(Input(Bool()))

  /** No entry further back that can not be seen would be in the window. */
  val isWhole = IO(Output(Bool()))

  private val room       = config.window - waiting
  private val unseen     = visible - reached
  private val liveLength = reached + Mux(room < unseen, fit(room), unseen)
  private val slotLength = Mux(config.window < visible, fit(config.window), visible)
  private val countsLive = config.windowCounts === WindowCounts.LIVE
  private val whole      = Mux(countsLive, liveLength, slotLength)

  private val toBarrier = CircularBits.index(CircularBits.firstFrom(barriers, head)) - head
  private val isCut     = barriers.orR && toBarrier < whole
  length := Mux(isCut, toBarrier, whole)

  // Without the length, which comes late where there is a barrier.
  inside := CircularBits.span(head, whole, p.scanSlots) &
    CircularBits.beforeFirstFrom(barriers, head)

  isWhole :=
    !countsLive || isCut || room <= unseen || allVisible || visible === p.scanSlots.U

  /** A number of entries known to be no more than can be seen. */
  private def fit(length: UInt): UInt = if (length.getWidth > bits + 1) length(bits, 0) else length
}
