package tandem.hw.tx

import chisel3._
import tandem.hw.record.{QueueFormat, Replacement, WindowCounts}
import tandem.hw.regs.{Access, Legal, Register, RegisterMap}
import tandem.hw.{Labels, NicParams}

/** The run-time configuration of the path of work requests; names and widths as in
  * [[WorkRequestRegisters]].
  */
class WorkRequestSettings(p: NicParams) extends Bundle {
  val window          = UInt(9.W)
  val batchLimit      = UInt(13.W)
  val batchBytes      = UInt(32.W)
  val liveScan        = Bool()
  val windowCounts    = WindowCounts()
  val prefetch        = UInt(4.W)
  val replacement     = UInt(Replacement.getWidth.W)
  val queueFormat     = QueueFormat()
  val nonBlocking     = Bool()
  val readCycles      = UInt(16.W)
  val connectionLimit = UInt((p.connectionBits + 1).W)
  val contextBase     = UInt(p.addressBits.W)

  private def policy: Replacement.Type = Replacement.safe(replacement)._1

  def scheduler: SchedulerConfig = {
    val part = Wire(new SchedulerConfig)
    part.window       := window
    part.batchLimit   := batchLimit
    part.batchBytes   := batchBytes
    part.liveScan     := liveScan
    part.windowCounts := windowCounts
    part.prefetch     := prefetch
    part.replacement  := policy
    part.queueFormat  := queueFormat
    part.nonBlocking  := nonBlocking
    part
  }

  def cache: CacheConfig = {
    val part = Wire(new CacheConfig(p))
    part.passesMisses    := scheduler.passesMisses
    part.replacement     := policy
    part.queueFormat     := queueFormat
    part.connectionLimit := connectionLimit
    part.contextBase     := contextBase
    part
  }

  def fetch: FetchConfig = {
    val part = Wire(new FetchConfig)
    part.queueFormat := queueFormat
    part.liveScan    := liveScan
    part
  }

  def execution: ExecutionConfig = {
    val part = Wire(new ExecutionConfig)
    part.readCycles := readCycles
    part
  }
}

/** The registers of the path of work requests in address order. */
object WorkRequestRegisters {
  private val DefaultWindow     = 64
  private val DefaultReadCycles = 225

  def apply(p: NicParams): RegisterMap =
    RegisterMap(configuration(p) ++ WorkRequestCounts.registers, rules)

  private def configuration(p: NicParams): Seq[Register] = {
    import Register.{choice, labelled, range}
    val connections = BigInt(1) << p.connectionBits
    Seq(
      quantity(
        "window",
        9,
        1,
        p.maxWindow,
        math.min(DefaultWindow, p.maxWindow),
        "How far the scheduler looks ahead, entries."
      ),
      range("batchLimit", 13, 4096, 0, "Longest batch, requests; 0 = any."),
      quantity(
        "batchBytes",
        32,
        0,
        (BigInt(1) << 32) - 1,
        0,
        "Longest batch of more than one request, bytes; 0 = any."
      ),
      choice("liveScan", 1, Seq(0, 1), 0, "Whether entries posted during a batch may join it."),
      labelled("windowCounts", 1, Labels.of(WindowCounts), 0, "What the window counts."),
      range("prefetch", 4, 8, 0, "Contexts loaded ahead; 0 = off."),
      labelled("replacement", 2, Labels.of(Replacement), 0, "Which context makes room."),
      labelled("queueFormat", 1, Labels.of(QueueFormat), 0, "Where descriptors come from."),
      choice(
        "nonBlocking",
        1,
        Seq(0, 1),
        1,
        "Whether requests pass one that waits for its context; not at window 1."
      ),
      range(
        "readCycles",
        16,
        65535,
        DefaultReadCycles,
        "From the execution of a read to its end, cycles."
      ),
      quantity(
        "connectionLimit",
        p.connectionBits + 1,
        0,
        connections,
        connections,
        "Connections from here on are unknown."
      ),
      Register(
        "contextBase",
        p.addressBits,
        Access.ReadWrite,
        0,
        Legal.Any,
        Nil,
        "Host address of the context of connection 0."
      )
    )
  }

  private def quantity(
      name: String,
      widthBits: Int,
      minimum: BigInt,
      maximum: BigInt,
      reset: BigInt,
      doc: String
  ): Register =
    Register(name, widthBits, Access.ReadWrite, reset, Legal.Range(minimum, maximum), Nil, doc)

  private val rules = Seq(s"contextBase % ${NicParams.ContextBytes} == 0")
}
