package tandem.hw.tx

import chisel3._
import tandem.hw.record.{QueueFormat, Replacement, WindowCounts}

/** The run-time configuration of the scheduler; the registers of the same names. */
class SchedulerConfig extends Bundle {
  val window       = UInt(9.W)
  val batchLimit   = UInt(13.W)
  val batchBytes   = UInt(32.W)
  val liveScan     = Bool()
  val windowCounts = WindowCounts()
  val prefetch     = UInt(4.W)
  val replacement  = Replacement()
  val queueFormat  = QueueFormat()
  val nonBlocking  = Bool()

  /** Whether requests may pass one that waits for its context. */
  def passesMisses: Bool = nonBlocking && window =/= 1.U

  /** Whether a batch may only be chosen when the cache is done with the one before: what the cache
    * asks about the window would depend on time otherwise.
    */
  def goesByBatch: Bool =
    !nonBlocking && window =/= 1.U && (replacement === Replacement.LOOKAHEAD || prefetch =/= 0.U)
}
