package tandem.hw.tx

import chisel3._
import chisel3.util.{Cat, Valid}
import tandem.hw.NicParams
import tandem.hw.record.ContextBeat

/** Where the descriptors of a connection lie. */
class QueuePlace extends Bundle {
  val queueBase     = UInt(64.W)
  val queueSizeLog2 = UInt(5.W)
}

/** How far a connection is: what operations change. */
class QueueProgress extends Bundle {
  val consumerIndex = UInt(32.W)
  val sequence      = UInt(32.W)
}

/** Where things are in the first line of a context in host memory, in bits. */
object ContextLayout {
  def owner(line: UInt): UInt         = line(31, 0)
  def queueBase(line: UInt): UInt     = line(127, 64)
  def queueSizeLog2(line: UInt): UInt = line(135, 128)
  def consumerIndex(line: UInt): UInt = line(191, 160)
  def sequence(line: UInt): UInt      = line(223, 192)

  /** `line` with the changed part taken from `progress`. */
  def update(line: UInt, progress: QueueProgress): UInt =
    Cat(line(511, 224), progress.sequence, progress.consumerIndex, line(159, 0))
}

/** The contexts in the cache: their lines as they came, and apart the part that changes.
  *
  *   - accepts: a line from host memory and one operation a cycle
  *   - gives: in the same cycle the live part of a context, and a line to be written back
  */
class ContextData(p: NicParams) extends Module {
  private val slotBits = CacheSizes.slotBits(p)

  val beat = IO(Flipped(Valid(new ContextBeat)))

  /** An operation of this place leaves, with its context as it is. */
  val issue    = IO(Flipped(Valid(UInt(slotBits.W))))
  val queue    = IO(Output(new QueuePlace))
  val progress = IO(Output(new QueueProgress))

  /** Operations take the next descriptor. */
  val usesCredit = IO(Input(Bool()))

  val storeSlot = IO(Input(UInt(slotBits.W)))
  val storeBeat = IO(Input(UInt(2.W)))
  val storeLine = IO(Output(UInt(512.W)))

  private val lines  = Mem(4 * CacheSizes.places(p), UInt(512.W))
  private val queues = Mem(CacheSizes.places(p), new QueuePlace)
  private val steps  = Mem(CacheSizes.places(p), new QueueProgress)

  private val slot      = beat.bits.slot(slotBits - 1, 0)
  private val lineThere = beat.bits.data
  when(beat.valid) { lines(slot ## beat.bits.beat) := lineThere }
  when(beat.valid && beat.bits.beat === 0.U) {
    val loadedQueue    = Wire(new QueuePlace)
    val loadedProgress = Wire(new QueueProgress)
    loadedQueue.queueBase        := ContextLayout.queueBase(lineThere)
    loadedQueue.queueSizeLog2    := ContextLayout.queueSizeLog2(lineThere)(4, 0)
    loadedProgress.consumerIndex := ContextLayout.consumerIndex(lineThere)
    loadedProgress.sequence      := ContextLayout.sequence(lineThere)
    queues(slot)                 := loadedQueue
    steps(slot)                  := loadedProgress
  }

  queue    := queues(issue.bits)
  progress := steps(issue.bits)
  when(issue.valid) {
    val next = Wire(new QueueProgress)
    next.consumerIndex := progress.consumerIndex + usesCredit
    next.sequence      := progress.sequence + 1.U
    steps(issue.bits)  := next
  }

  private val line = lines(storeSlot ## storeBeat)
  storeLine := Mux(storeBeat === 0.U, ContextLayout.update(line, steps(storeSlot)), line)
}
