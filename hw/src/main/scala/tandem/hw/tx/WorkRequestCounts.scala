package tandem.hw.tx

import chisel3._
import tandem.hw.regs.Register

/** What the path of work requests counts; names and widths as in [[WorkRequestCounts.registers]].
  */
class WorkRequestCounts extends Bundle {
  val requests               = UInt(64.W)
  val operations             = UInt(64.W)
  val batches                = UInt(64.W)
  val batchSize1             = UInt(64.W)
  val batchSize2             = UInt(64.W)
  val batchSize3to4          = UInt(64.W)
  val batchSize5to8          = UInt(64.W)
  val batchSize9to16         = UInt(64.W)
  val batchSize17to32        = UInt(64.W)
  val batchSize33to64        = UInt(64.W)
  val batchSize65up          = UInt(64.W)
  val lookups                = UInt(64.W)
  val hits                   = UInt(64.W)
  val misses                 = UInt(64.W)
  val merged                 = UInt(64.W)
  val loads                  = UInt(64.W)
  val prefetches             = UInt(64.W)
  val prefetchUseful         = UInt(64.W)
  val prefetchUseless        = UInt(64.W)
  val writebacks             = UInt(64.W)
  val loadBytes              = UInt(64.W)
  val writebackBytes         = UInt(64.W)
  val fetches                = UInt(64.W)
  val fetchBytes             = UInt(64.W)
  val unknownRequests        = UInt(64.W)
  val disabledRequests       = UInt(64.W)
  val flushedRequests        = UInt(64.W)
  val failedRequests         = UInt(64.W)
  val loadFailures           = UInt(64.W)
  val fetchFailures          = UInt(64.W)
  val commands               = UInt(64.W)
  val displacementSum        = UInt(64.W)
  val displacementMax        = UInt(64.W)
  val displacement0          = UInt(64.W)
  val displacement1          = UInt(64.W)
  val displacement2to3       = UInt(64.W)
  val displacement4to7       = UInt(64.W)
  val displacement8to15      = UInt(64.W)
  val displacement16to31     = UInt(64.W)
  val displacement32to63     = UInt(64.W)
  val displacement64to127    = UInt(64.W)
  val displacement128to255   = UInt(64.W)
  val displacement256to511   = UInt(64.W)
  val displacement512to1023  = UInt(64.W)
  val displacement1024to2047 = UInt(64.W)
  val displacement2048up     = UInt(64.W)
  val stallEmptyCycles       = UInt(64.W)
  val stallBarrierCycles     = UInt(64.W)
  val stallSlotCycles        = UInt(64.W)
  val stallLoadCycles        = UInt(64.W)
  val stallParkCycles        = UInt(64.W)
  val stallStoreCycles       = UInt(64.W)
  val stallIssueCycles       = UInt(64.W)
  val backPressureCycles     = UInt(64.W)
  val busyCycles             = UInt(64.W)

  /** Batches by size, each up to the next. */
  def batchSizes: Seq[UInt] = Seq(
    batchSize1,
    batchSize2,
    batchSize3to4,
    batchSize5to8,
    batchSize9to16,
    batchSize17to32,
    batchSize33to64,
    batchSize65up
  )

  /** Requests by displacement: none, one, and from each power of two to the next. */
  def displacements: Seq[UInt] = Seq(
    displacement0,
    displacement1,
    displacement2to3,
    displacement4to7,
    displacement8to15,
    displacement16to31,
    displacement32to63,
    displacement64to127,
    displacement128to255,
    displacement256to511,
    displacement512to1023,
    displacement1024to2047,
    displacement2048up
  )
}

object WorkRequestCounts {

  /** The counters in address order. */
  def registers: Seq[Register] = {
    import Register.counter
    Seq(
      counter("requests", "Doorbells accepted."),
      counter("operations", "Requests completed OK."),
      counter("batches", "Batches of which the last member was chosen."),
      counter("batchSize1", "Batches of 1 request."),
      counter("batchSize2", "Batches of 2 requests."),
      counter("batchSize3to4", "Batches of 3 to 4 requests."),
      counter("batchSize5to8", "Batches of 5 to 8 requests."),
      counter("batchSize9to16", "Batches of 9 to 16 requests."),
      counter("batchSize17to32", "Batches of 17 to 32 requests."),
      counter("batchSize33to64", "Batches of 33 to 64 requests."),
      counter("batchSize65up", "Batches of 65 and more requests."),
      counter("lookups", "Look-ups of contexts."),
      counter("hits", "Look-ups that found the context there or on its way."),
      counter("misses", "Look-ups that began a load."),
      counter("merged", "Look-ups that found the context on its way."),
      counter("loads", "Loads of contexts begun."),
      counter("prefetches", "Loads of contexts that no request waited for."),
      counter("prefetchUseful", "Contexts loaded ahead that were used."),
      counter("prefetchUseless", "Contexts loaded ahead that were not used."),
      counter("writebacks", "Contexts written back."),
      counter("loadBytes", "Bytes of contexts read."),
      counter("writebackBytes", "Bytes of contexts written."),
      counter("fetches", "Lines of descriptors read."),
      counter("fetchBytes", "Bytes of descriptors read."),
      counter("unknownRequests", "Requests completed UNKNOWN."),
      counter("disabledRequests", "Requests completed DISABLED."),
      counter("flushedRequests", "Requests completed FLUSHED."),
      counter("failedRequests", "Requests completed with a status of their own failure."),
      counter("loadFailures", "Loads of contexts that failed."),
      counter("fetchFailures", "Requests that lack their descriptor because its line failed."),
      counter("commands", "Commands acknowledged."),
      counter("displacementSum", "Sum of displacements of all requests."),
      counter("displacementMax", "Greatest displacement of a request."),
      counter("displacement0", "Requests displaced by 0."),
      counter("displacement1", "Requests displaced by 1."),
      counter("displacement2to3", "Requests displaced by 2 to 3."),
      counter("displacement4to7", "Requests displaced by 4 to 7."),
      counter("displacement8to15", "Requests displaced by 8 to 15."),
      counter("displacement16to31", "Requests displaced by 16 to 31."),
      counter("displacement32to63", "Requests displaced by 32 to 63."),
      counter("displacement64to127", "Requests displaced by 64 to 127."),
      counter("displacement128to255", "Requests displaced by 128 to 255."),
      counter("displacement256to511", "Requests displaced by 256 to 511."),
      counter("displacement512to1023", "Requests displaced by 512 to 1023."),
      counter("displacement1024to2047", "Requests displaced by 1024 to 2047."),
      counter("displacement2048up", "Requests displaced by 2048 and more."),
      counter("stallEmptyCycles", "Cycles in which nothing was posted."),
      counter("stallBarrierCycles", "Cycles in which a queue waited at a barrier."),
      counter("stallSlotCycles", "Cycles in which a look-up waited for a place."),
      counter("stallLoadCycles", "Cycles in which a look-up waited for a load to end."),
      counter("stallParkCycles", "Cycles in which a look-up waited for room to park."),
      counter("stallStoreCycles", "Cycles in which a look-up waited for a write-back to end."),
      counter("stallIssueCycles", "Cycles in which a request in context was not taken."),
      counter("backPressureCycles", "Cycles in which a doorbell was not taken."),
      counter("busyCycles", "Cycles in which something was posted and not completed.")
    )
  }
}
