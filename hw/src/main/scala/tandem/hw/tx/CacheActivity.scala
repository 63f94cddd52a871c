package tandem.hw.tx

import chisel3._

/** Why the cache does less than it could in a cycle, for the counters. */
class CacheActivity extends Bundle {

  /** A look-up waits for a place, a load, room to park, or a write-back. */
  val lacksPlace = Bool()
  val lacksLoad  = Bool()
  val lacksRoom  = Bool()
  val lacksStore = Bool()

  /** A used, or never used, context that was loaded ahead. */
  val usesPrefetched  = Bool()
  val losesPrefetched = Bool()
  val loadFails       = Bool()

  /** A context begins its way to host memory. */
  val writesBack = Bool()
}
