package tandem.hw.rx

import chisel3._

/** What flow table and coalescer do in a cycle, for the counters. */
class CoalescerActivity extends Bundle {

  /** Entries replaced, or closed to stay below maxAggregates. */
  val evictions = UInt(2.W)

  /** An acknowledgment without data is taken into a run. */
  val absorbs = Bool()

  /** Two isles, or an isle and a run, become one. */
  val joins = Bool()

  /** Now: entries in use, entries that collect, segments in isles. */
  val entries     = UInt(16.W)
  val openEntries = UInt(16.W)
  val isleHeld    = UInt(17.W)

  /** These stand as a frame or a control event has left them. */
  val isSettled = Bool()
}
