package tandem.hw.tx

import tandem.hw.CircularBits
import chisel3._
import chisel3.util.{Decoupled, Mux1H, PriorityEncoderOH, log2Ceil}
import tandem.hw.record._
import tandem.hw.{Block, NicParams, StreamContract}

/** Chooses which posted work request is executed next: the oldest one, then those of the same
  * connection that are in its window, so that one load of a context serves them all.
  *
  *   - accepts: a posted work request a cycle while its queue has space
  *   - gives: one a cycle, the first two cycles after it was posted; hints which connections come
  *     next
  *   - keeps order of: work requests of a connection within a queue
  *   - never: loses one or gives one twice; leaves the oldest waiting when a batch starts
  */
class LookaheadScheduler(p: NicParams) extends Module with Block {
  val config    = IO(Input(new SchedulerConfig))
  val doorbell  = IO(Flipped(Decoupled(new DoorbellWrite(p))))
  val scheduled = IO(Decoupled(new ScheduledRequest(p)))
  val hint      = IO(Decoupled(new PrefetchHint(p)))

  /** The ends of what was given: barriers wait for them. Always ready. */
  val completed = IO(Flipped(Decoupled(new RequestDone(p))))

  /** Nothing given so far waits to be looked up. */
  val lookedUp = IO(Input(Bool()))

  /** Whether a waiting request in the window of the last batch is of this connection. */
  val asked    = IO(Input(UInt(p.connectionBits.W)))
  val isHere   = IO(Output(Bool()))
  val activity = IO(Output(new SchedulerActivity))

  private val scanners = Seq.fill(p.numQueues)(Module(new QueueScanner(p)))

  // Accept: the queue goes by the guest.
  private val accepted = RegInit(0.U(32.W))
  private val into     = LookaheadScheduler.queueOf(p, doorbell.bits.guest)
  private val isCredit = config.queueFormat === QueueFormat.CID
  when(doorbell.fire) { accepted := accepted + 1.U }
  doorbell.ready := Mux1H(into, scanners.map(_.hasSpace))

  private val ends = LookaheadScheduler.queueOf(p, completed.bits.guest)
  completed.ready := true.B
  for ((scanner, i) <- scanners.zipWithIndex) {
    scanner.config               := config
    scanner.post.valid           := doorbell.fire && into(i)
    scanner.post.bits.guest      := doorbell.bits.guest
    scanner.post.bits.connection := doorbell.bits.connection
    scanner.post.bits.op         := doorbell.bits.op
    scanner.post.bits.bytes      := doorbell.bits.bytes
    scanner.post.bits.fence      := doorbell.bits.fence
    scanner.postsBarrier         := doorbell.bits.barrier
    scanner.post.bits.fail       := doorbell.bits.fail && !isCredit
    scanner.post.bits.address    := Mux(isCredit, 0.U, doorbell.bits.address)
    scanner.post.bits.entry      := accepted
    scanner.completed            := completed.fire && ends(i)
    scanner.asked                := asked
  }

  // The batch, and the queue whose turn it is.
  private val current  = RegInit(1.U(p.numQueues.W))
  private val members  = Reg(UInt(13.W))
  private val bytes    = Reg(UInt(32.W))
  private val batch    = RegInit(0.U(32.W))
  private val offered  = RegInit(false.B)
  private val record   = Reg(new ScheduledRequest(p))
  private val hinted   = RegInit(false.B)
  private val next     = Mux1H(current, scanners.map(_.next))
  private val turn     = nextTurn(VecInit(scanners.map(_.first.valid)).asUInt)
  private val first    = Mux1H(turn, scanners.map(_.first))
  private val newBytes = bytes +& next.bits.request.bytes
  private val mayJoin =
    (config.batchLimit === 0.U || members < config.batchLimit) &&
      (config.batchBytes === 0.U || newBytes <= config.batchBytes)
  private val joins     = next.valid && mayJoin
  private val isWhole   = Mux1H(Mux(joins, current, turn), scanners.map(_.isWhole))
  private val hintsLeft = scanners.map(_.hint.valid).reduce(_ || _) || hint.valid
  private val mayStart  = !config.goesByBatch || (lookedUp && !offered && !hintsLeft)
  private val canPick   = (!offered || scheduled.ready) && (isWhole || (joins && !config.liveScan))
  private val goesOn    = canPick && joins
  private val starts    = canPick && !joins && first.valid && mayStart
  private val choice    = Mux(joins, next.bits, first.bits)

  for ((scanner, i) <- scanners.zipWithIndex) {
    scanner.pickNext   := goesOn && current(i)
    scanner.pickFirst  := starts && turn(i)
    scanner.handedOver := scheduled.fire && current(i)
    scanner.batch      := batch
    scanner.stopHints  := starts
  }
  when(starts) {
    current := turn
    members := 1.U
    bytes   := choice.request.bytes
    batch   := batch + 1.U
  }.elsewhen(goesOn) {
    members := members + !members.andR
    bytes   := newBytes(31, 0)
  }

  // The request on offer: its place in the batch is known, its successor tells whether it is the last.
  when(scheduled.fire) { offered := false.B }
  when(starts || goesOn) {
    offered           := true.B
    record.guest      := choice.request.guest
    record.connection := choice.request.connection
    record.op         := choice.request.op
    record.bytes      := choice.request.bytes
    record.fence      := choice.request.fence
    record.fail       := choice.request.fail
    record.address    := choice.request.address
    record.entry      := choice.request.entry
    record.windowTail := choice.windowTail
    record.batch      := Mux(joins, batch - 1.U, batch)
    record.first      := !joins
  }
  scheduled.valid     := offered
  scheduled.bits      := record
  scheduled.bits.last := !joins

  // Hints, in a register so that a new batch cannot change one on offer.
  private val hintKept  = Reg(new PrefetchHint(p))
  private val takesHint = !hinted || hint.fire
  private val found     = scanners.map(_.hint)
  private val finding   = PriorityEncoderOH(found.map(_.valid))
  for ((scanner, turn) <- scanners.zip(finding)) { scanner.hintTaken := takesHint && turn }
  when(takesHint) {
    hinted   := found.map(_.valid).reduce(_ || _) && !starts
    hintKept := Mux1H(finding, found.map(_.bits))
  }
  // The first member of its batch goes before it.
  private val isEarly = offered && record.first && record.batch === hintKept.batch
  hint.valid := hinted && !isEarly
  hint.bits  := hintKept

  isHere := Mux1H(current, scanners.map(_.isHere))

  activity.accepted     := doorbell.fire
  activity.backPressure := doorbell.valid && !doorbell.ready
  activity.batchEnds    := scheduled.fire && !joins
  activity.batchSize    := members
  activity.isEmpty      := scanners.map(_.isEmpty).reduce(_ && _)
  activity.atBarrier    := scanners.map(_.atBarrier).reduce(_ || _)

  StreamContract(doorbell, "doorbell")
  StreamContract(completed, "completed")
  StreamContract(scheduled, "scheduled")
  StreamContract(hint, "hint")

  /** The first queue with something to start behind the current one, going round. */
  private def nextTurn(ready: UInt): UInt =
    if (p.numQueues == 1) 1.U(1.W)
    else {
      val upToHere = (current - 1.U) | current
      val behind   = ready & ~upToHere
      Mux(behind.orR, CircularBits.lowest(behind), CircularBits.lowest(ready))
    }
}

object LookaheadScheduler {

  /** The queue that takes the work requests of `guest`, one bit a queue. */
  def queueOf(p: NicParams, guest: UInt): UInt =
    if (p.numQueues == 1) 1.U(1.W)
    else {
      val rest = remainder(guest, p.numQueues)
      VecInit.tabulate(p.numQueues)(i => rest === i.U).asUInt
    }

  /** `value` modulo `divisor`, bit by bit from the highest. */
  private def remainder(value: UInt, divisor: Int): UInt = {
    val bits = log2Ceil(divisor)
    value.asBools.reverse.foldLeft(0.U(bits.W)) { (rest, bit) =>
      val doubled = rest ## bit
      doubled(bits - 1, 0) - Mux(doubled >= divisor.U, divisor.U, 0.U)(bits - 1, 0)
    }
  }
}
