package tandem.hw.tx

import chisel3._

/** What the scheduler does in a cycle, for the counters. */
class SchedulerActivity extends Bundle {
  val accepted     = Bool()
  val backPressure = Bool()

  /** The last member of a batch is handed over. */
  val batchEnds = Bool()

  /** Members of the batch so far; 8191 stands for all beyond. */
  val batchSize = UInt(13.W)
  val isEmpty   = Bool()
  val atBarrier = Bool()
}
