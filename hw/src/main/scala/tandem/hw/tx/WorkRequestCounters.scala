package tandem.hw.tx

import chisel3._
import chisel3.util.{Log2, Valid}
import tandem.hw.record._
import tandem.hw.{NicParams, RunningSum}

/** Counts what passes the path of work requests, and why it does less than it could.
  *
  *   - accepts: what happens, every cycle
  *   - gives: the counters, up to date two cycles after it happened; whether anything is under way
  *   - never: holds anything up
  */
class WorkRequestCounters(p: NicParams) extends Module {
  val scheduler = IO(Input(new SchedulerActivity))
  val cache     = IO(Input(new CacheActivity))
  val lookup    = IO(Flipped(Valid(new LookupEvent(p))))
  val prefetch  = IO(Flipped(Valid(new PrefetchEvent(p))))
  val inContext = IO(Flipped(Valid(new RequestInContext(p))))

  /** A request in context is offered and not taken. */
  val waits = IO(Input(Bool()))

  /** A line of descriptors is asked for; a request lacks its descriptor as the line failed. */
  val fetches     = IO(Input(Bool()))
  val fetchFails  = IO(Input(Bool()))
  val completion  = IO(Flipped(Valid(new Completion(p))))
  val acknowledge = IO(Input(Bool()))
  val counts      = IO(Output(new WorkRequestCounts))

  /** Something is posted and not completed. */
  val isBusy = IO(Output(Bool()))

  private val underWay = RegInit(0.U(32.W))
  underWay := underWay + scheduler.accepted - completion.valid
  isBusy   := underWay =/= 0.U

  // Requests and how they end.
  private val status = completion.bits.status
  counts.requests         := RunningSum(scheduler.accepted)
  counts.operations       := endsWith(status === RequestStatus.OK)
  counts.unknownRequests  := endsWith(status === RequestStatus.UNKNOWN)
  counts.disabledRequests := endsWith(status === RequestStatus.DISABLED)
  counts.flushedRequests  := endsWith(status === RequestStatus.FLUSHED)
  counts.failedRequests   := endsWith(status.asUInt >= RequestStatus.FETCH_FAILED.asUInt)

  // Batches: sizes by the power of two they do not exceed.
  counts.batches := RunningSum(scheduler.batchEnds)
  private val sizeClass = powerClass(scheduler.batchSize - 1.U, counts.batchSizes.size)
  tally(counts.batchSizes, scheduler.batchEnds, sizeClass)

  // Contexts.
  private val found  = lookup.valid && lookup.bits.kind === LookupKind.HIT
  private val merges = lookup.valid && lookup.bits.kind === LookupKind.MERGE
  private val misses = lookup.valid && lookup.bits.kind === LookupKind.MISS
  private val hits   = found || merges
  private val loads  = RunningSum(misses +& prefetch.valid)
  counts.lookups         := RunningSum(hits || misses)
  counts.hits            := RunningSum(hits)
  counts.misses          := RunningSum(misses)
  counts.merged          := RunningSum(merges)
  counts.loads           := loads
  counts.loadBytes       := contextBytes(loads)
  counts.loadFailures    := RunningSum(cache.loadFails)
  counts.prefetches      := RunningSum(prefetch.valid)
  counts.prefetchUseful  := RunningSum(cache.usesPrefetched)
  counts.prefetchUseless := RunningSum(cache.losesPrefetched)
  private val writebacks = RunningSum(cache.writesBack)
  counts.writebacks     := writebacks
  counts.writebackBytes := contextBytes(writebacks)
  counts.commands       := RunningSum(acknowledge)

  // Descriptors.
  private val lines = RunningSum(fetches)
  counts.fetches       := lines
  counts.fetchBytes    := (lines << 6)(63, 0)
  counts.fetchFailures := RunningSum(fetchFails)

  // Displacement: how much later than posted a request leaves the cache.
  private val position = RegInit(0.U(32.W))
  when(inContext.valid) { position := position + 1.U }
  private val difference = position - inContext.bits.entry
  private val isCounted  = RegNext(inContext.valid, false.B)
  private val displaced  = Reg(UInt(32.W))
  private val greatest   = RegInit(0.U(32.W))
  displaced := Mux(difference(31), 0.U, difference)
  when(isCounted && displaced > greatest) { greatest := displaced }
  counts.displacementSum := RunningSum(Mux(isCounted, displaced, 0.U))
  counts.displacementMax := greatest
  tally(counts.displacements, isCounted, powerClass(displaced, counts.displacements.size))

  // Time.
  counts.stallEmptyCycles   := RunningSum(scheduler.isEmpty)
  counts.stallBarrierCycles := RunningSum(scheduler.atBarrier)
  counts.stallSlotCycles    := RunningSum(cache.lacksPlace)
  counts.stallLoadCycles    := RunningSum(cache.lacksLoad)
  counts.stallParkCycles    := RunningSum(cache.lacksRoom)
  counts.stallStoreCycles   := RunningSum(cache.lacksStore)
  counts.stallIssueCycles   := RunningSum(waits)
  counts.backPressureCycles := RunningSum(scheduler.backPressure)
  counts.busyCycles         := RunningSum(isBusy)

  private def endsWith(outcome: Bool): UInt = RunningSum(completion.valid && outcome)

  private def contextBytes(contexts: UInt): UInt =
    (contexts << chisel3.util.log2Ceil(NicParams.ContextBytes))(63, 0)

  /** 0 for 0, then one more for each power of two reached, up to the last of `classes`. */
  private def powerClass(value: UInt, classes: Int): UInt = {
    val reached = Mux(value === 0.U, 0.U, Log2(value) +& 1.U)
    Mux(reached >= classes.U, (classes - 1).U, reached)
  }

  private def tally(counters: Seq[UInt], happens: Bool, which: UInt): Unit =
    for ((counter, i) <- counters.zipWithIndex) {
      counter := RunningSum(happens && which === i.U)
    }
}
