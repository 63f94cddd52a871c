package tandem.hw.tx

import chisel3._
import chisel3.layer.block
import chisel3.layers.Verification
import chisel3.util.{Decoupled, DecoupledIO, Valid}
import tandem.hw.record._
import tandem.hw.regs.{HasRegisters, RegisterFile, RegisterPort}
import tandem.hw.{Block, NicParams, StreamContract}

/** Takes work requests from doorbell to completion, each with its connection's context and its
  * descriptor.
  *
  *   - accepts: a doorbell a cycle while its queue has space, commands, registers while nothing is
  *     under way
  *   - gives: a completion for each request; reads and writes of contexts, reads of descriptors
  *   - keeps order of: requests of a connection within a queue
  *
  * {{{
  *   doorbell -> LookaheadScheduler -> ContextCache -> WorkRequestFetch -> ExecutionStub -> completion
  *                      ^   | hint         ^  ^ released                     |   |
  *                      |   +--------------+  +------------------------------+   |
  *                      +------------------------------------------- completed --+
  * }}}
  */
class WorkRequestPath(p: NicParams) extends Module with HasRegisters with Block {
  val doorbell      = IO(Flipped(Decoupled(new DoorbellWrite(p))))
  val command       = IO(Flipped(Decoupled(new ConnectionCommand(p))))
  val acknowledge   = IO(Decoupled(new CommandDone(p)))
  val contextLoad   = IO(Decoupled(new ContextLoad(p)))
  val contextBeat   = IO(Flipped(Decoupled(new ContextBeat)))
  val contextStore  = IO(Decoupled(new ContextStore(p)))
  val contextStored = IO(Flipped(Decoupled(new ContextStored)))
  val fetch         = IO(Decoupled(new DescriptorFetch(p)))
  val fetchBeat     = IO(Flipped(Decoupled(new DescriptorBeat)))
  val completion    = IO(Decoupled(new Completion(p)))
  val registers     = IO(new RegisterPort)

  // Probes.
  val scheduled     = IO(Valid(new ScheduledRequest(p)))
  val hint          = IO(Valid(new PrefetchHint(p)))
  val windowEvent   = IO(Valid(new WindowEvent(p)))
  val releaseEvent  = IO(Valid(new ReleaseEvent(p)))
  val loadedEvent   = IO(Valid(new LoadedEvent(p)))
  val commandEvent  = IO(Valid(new CommandEvent(p)))
  val lookupEvent   = IO(Valid(new LookupEvent(p)))
  val prefetchEvent = IO(Valid(new PrefetchEvent(p)))
  val issueEvent    = IO(Valid(new IssueEvent(p)))
  val activityEvent = IO(Valid(new ActivityEvent))
  val inContext     = IO(Valid(new RequestInContext(p)))
  val workRequest   = IO(Valid(new WorkRequest(p)))
  val released      = IO(Valid(new Released(p)))

  val registerMap = WorkRequestRegisters(p)

  private val scheduler = Module(new LookaheadScheduler(p))
  private val cache     = Module(new ContextCache(p))
  private val fetching  = Module(new WorkRequestFetch(p))
  private val execution = Module(new ExecutionStub(p))
  private val counters  = Module(new WorkRequestCounters(p))
  private val file = Module(
    new RegisterFile(registerMap, new WorkRequestSettings(p), new WorkRequestCounts)
  )

  // The flow.
  scheduler.doorbell <> doorbell
  cache.in <> scheduler.scheduled
  cache.hint <> scheduler.hint
  fetching.in <> cache.out
  execution.in <> fetching.out
  completion <> execution.completion

  // Back to those before.
  cache.released <> execution.released
  execution.loaded.valid         := cache.loadedEvent.valid
  execution.loaded.bits          := cache.loadedEvent.bits
  scheduler.completed.valid      := completion.fire
  scheduler.completed.bits.guest := completion.bits.guest
  scheduler.lookedUp             := cache.lookedUp
  scheduler.asked                := cache.asked
  cache.isHere                   := scheduler.isHere

  // The host.
  cache.command <> command
  acknowledge <> cache.acknowledge
  contextLoad <> cache.contextLoad
  cache.contextBeat <> contextBeat
  contextStore <> cache.contextStore
  cache.contextStored <> contextStored
  fetch <> fetching.fetch
  fetching.fetchBeat <> fetchBeat

  file.registers <> registers
  file.idle        := !counters.isBusy
  file.counters    := counters.counts
  scheduler.config := file.config.scheduler
  cache.config     := file.config.cache
  fetching.config  := file.config.fetch
  execution.config := file.config.execution

  observe(scheduler.scheduled, scheduled)
  observe(scheduler.hint, hint)
  windowEvent   := cache.windowEvent
  releaseEvent  := cache.releaseEvent
  loadedEvent   := cache.loadedEvent
  commandEvent  := cache.commandEvent
  lookupEvent   := cache.lookupEvent
  prefetchEvent := cache.prefetchEvent
  issueEvent    := cache.issueEvent
  activityEvent := cache.activityEvent
  observe(cache.out, inContext)
  observe(fetching.out, workRequest)
  observe(execution.released, released)

  counters.scheduler  := scheduler.activity
  counters.cache      := cache.activity
  counters.lookup     := cache.lookupEvent
  counters.prefetch   := cache.prefetchEvent
  counters.inContext  := inContext
  counters.waits      := cache.out.valid && !cache.out.ready
  counters.fetches    := fetch.fire
  counters.fetchFails := workRequest.valid && workRequest.bits.status === RequestStatus.FETCH_FAILED
  counters.acknowledge := acknowledge.fire
  observe(completion, counters.completion)

  StreamContract(completion, "completion")
  block(Verification.Assert) {
    assert(
      file.config.contextBase(7, 0) === 0.U,
      "contextBase must be a multiple of the size of a context"
    )
  }

  /** Shows on `probe` what crosses `stream`. */
  private def observe[T <: Data](stream: DecoupledIO[T], probe: Valid[T]): Unit = {
    probe.valid := stream.fire
    probe.bits  := stream.bits
  }
}
