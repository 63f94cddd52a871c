package tandem.hw.tx

import chisel3._
import chisel3.layer.block
import chisel3.layers.Verification
import chisel3.util.{Decoupled, Queue, UIntToOH, log2Ceil}
import tandem.hw.record._
import tandem.hw.{Block, NicParams, SkidBuffer, StreamContract}

/** The run-time configuration of the execution; the registers of the same names. */
class ExecutionConfig extends Bundle {
  val readCycles = UInt(16.W)
}

/** An operation that was executed. */
class ExecutedOperation(p: NicParams) extends Bundle {
  val completion = new Completion(p)

  /** It is a read that ends later. */
  val takesTime = Bool()
}

/** Stands where work requests are executed: ends them as if they had been.
  *
  *   - accepts: a request a cycle, in the order of execution, while a slot is free; the news that a
  *     place of the cache holds a new context, always
  *   - gives: the completion of each, the first in the next cycle, or `readCycles` later for a
  *     read; at the end of each that has a context, its release
  *   - keeps order of: completions, as executed; releases of reads, and releases of all others
  *   - never: executes a request whose connection has failed since its context was loaded; no ready
  *     depends on an input of the same cycle
  */
class ExecutionStub(p: NicParams) extends Module with Block {
  val config     = IO(Input(new ExecutionConfig))
  val in         = IO(Flipped(Decoupled(new WorkRequest(p))))
  val loaded     = IO(Flipped(Decoupled(new LoadedEvent(p))))
  val completion = IO(Decoupled(new Completion(p)))
  val released   = IO(Decoupled(new Released(p)))

  private val executed     = Module(new Queue(new ExecutedOperation(p), p.executionSlots))
  private val readReleases = Module(new Queue(new Released(p), p.executionSlots))
  private val releases     = Module(new Queue(new Released(p), p.executionSlots))
  private val timer        = Module(new ReadClock(p))
  private val leaving      = Module(new SkidBuffer(new Released(p)))

  // Execution.
  private val failed    = RegInit(0.U(CacheSizes.places(p).W))
  private val request   = in.bits
  private val renewed   = Mux(loaded.valid, placeOf(loaded.bits.slot), 0.U)
  private val here      = placeOf(request.slot)
  private val isRenewed = loaded.valid && loaded.bits.slot === request.slot
  private val hasFailed = (failed & here).orR && !isRenewed
  private val hasSlot   = !ExecutionStub.endsWithoutContext(request.status)
  private val status    = ExecutionStub.outcome(request, hasFailed)
  private val failsNow  = hasSlot && status =/= RequestStatus.OK && status =/= RequestStatus.FLUSHED
  private val isRead    = request.op === WorkOp.READ
  private val takesTime = isRead && status === RequestStatus.OK && config.readCycles =/= 0.U
  loaded.ready     := true.B
  in.ready         := executed.io.enq.ready && readReleases.io.enq.ready && releases.io.enq.ready
  failed           := (failed & ~renewed) | Mux(in.fire && failsNow, here, 0.U)
  timer.readCycles := config.readCycles
  timer.begins     := in.fire && takesTime

  // Completions.
  private val oldest = executed.io.deq
  executed.io.enq.valid                      := in.fire
  executed.io.enq.bits.takesTime             := takesTime
  executed.io.enq.bits.completion.guest      := request.guest
  executed.io.enq.bits.completion.connection := request.connection
  executed.io.enq.bits.completion.op         := request.op
  executed.io.enq.bits.completion.bytes      := request.bytes
  executed.io.enq.bits.completion.entry      := request.entry
  executed.io.enq.bits.completion.status     := status
  private val hasEnded = counted(completion.fire && oldest.bits.takesTime)
  completion.valid := oldest.valid && (!oldest.bits.takesTime || hasEnded)
  completion.bits  := oldest.bits.completion
  oldest.ready     := completion.fire

  // Releases. The two kinds take turns where both wait: either could hold up the other for ever.
  private val release = Wire(new Released(p))
  release.connection        := request.connection
  release.slot              := request.slot
  release.read              := isRead
  release.failed            := failsNow
  readReleases.io.enq.valid := in.fire && takesTime
  readReleases.io.enq.bits  := release
  releases.io.enq.valid     := in.fire && hasSlot && !takesTime
  releases.io.enq.bits      := release
  private val readGoes = Wire(Bool())
  private val readEnds = readReleases.io.deq.valid && counted(readGoes)
  private val readWent = RegInit(false.B)
  private val isTurn   = readEnds && !(readWent && releases.io.deq.valid)
  when(leaving.in.fire) { readWent := isTurn }
  readGoes                  := isTurn && leaving.in.ready
  readReleases.io.deq.ready := readGoes
  releases.io.deq.ready     := leaving.in.ready && !isTurn
  leaving.in.valid          := readEnds || releases.io.deq.valid
  leaving.in.bits           := Mux(isTurn, readReleases.io.deq.bits, releases.io.deq.bits)
  released <> leaving.out

  StreamContract(in, "in")
  StreamContract(loaded, "loaded")
  StreamContract(completion, "completion")
  StreamContract(released, "released")

  /** Whether reads have ended that `taken` has not counted yet. */
  private def counted(taken: Bool): Bool = {
    val waiting = RegInit(0.U(log2Ceil(p.executionSlots + 1).W))
    waiting := waiting + timer.ends - taken
    waiting =/= 0.U
  }

  private def placeOf(slot: UInt): UInt =
    UIntToOH(slot(CacheSizes.slotBits(p) - 1, 0), CacheSizes.places(p))
}

object ExecutionStub {

  /** Whether a request came that holds no context. */
  def endsWithoutContext(status: RequestStatus.Type): Bool =
    status === RequestStatus.UNKNOWN || status === RequestStatus.DISABLED ||
      status === RequestStatus.FLUSHED

  /** How a request ends, given whether its connection has failed since its context was loaded. */
  def outcome(request: WorkRequest, hasFailed: Bool): RequestStatus.Type = {
    import RequestStatus._
    val result = WireDefault(OK)
    when(endsWithoutContext(request.status)) { result := request.status }
      .elsewhen(hasFailed) { result := FLUSHED }
      .elsewhen(request.status =/= OK) { result := request.status }
      .elsewhen(!WorkOp.isLegal(request.op)) { result := BAD_REQUEST }
      .elsewhen(request.fail) { result := OPERATION_FAILED }
    result
  }
}

/** Tells when reads end, each `readCycles` after it began.
  *
  *   - accepts: one that begins in a cycle, up to `executionSlots` at work; `readCycles` of at
  *     least 1 that does not change meanwhile
  *   - gives: one that ends in a cycle, exactly on time
  */
class ReadClock(p: NicParams) extends Module {
  val readCycles = IO(Input(UInt(16.W)))
  val begins     = IO(Input(Bool()))
  val ends       = IO(Output(Bool()))

  private val now   = RegInit(0.U(16.W))
  private val times = Module(new Queue(UInt(16.W), p.executionSlots))
  now                := now + 1.U
  times.io.enq.valid := begins
  times.io.enq.bits  := now + readCycles
  ends               := times.io.deq.valid && times.io.deq.bits === now
  times.io.deq.ready := ends

  block(Verification.Assert) {
    assert(!begins || times.io.enq.ready, "more reads began than can be at work")
  }
}
