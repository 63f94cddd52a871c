package tandem.hw.mem

import chisel3._
import tandem.hw.NicParams
import tandem.hw.record.{MemoryModel, SplitPolicy}
import tandem.hw.regs.{Register, RegisterMap}

/** The run-time configuration of the splitter; names and widths as in [[SplitterRegisters]]. */
class SplitterConfig extends Bundle {
  val readLineBytes       = UInt(9.W)
  val writeLineBytes      = UInt(9.W)
  val maxPayloadBytes     = UInt(13.W)
  val maxReadRequestBytes = UInt(13.W)
  val policy              = SplitPolicy()
  val memoryModel         = MemoryModel()
  val costTransaction     = UInt(8.W)
  val costLine            = UInt(8.W)
  val headerBytes         = UInt(6.W)
}

/** What the splitter counts; names and widths as in [[SplitterRegisters]]. */
class SplitterCounts extends Bundle {
  val requests          = UInt(64.W)
  val emptyRequests     = UInt(64.W)
  val rejectedRequests  = UInt(64.W)
  val failedRequests    = UInt(64.W)
  val readTransactions  = UInt(64.W)
  val writeTransactions = UInt(64.W)
  val fullLineWrites    = UInt(64.W)
  val partialLineWrites = UInt(64.W)
  val lineReads         = UInt(64.W)
  val payloadBytes      = UInt(64.W)
  val memoryBytes       = UInt(64.W)
  val busBytes          = UInt(64.W)
}

/** The registers of the splitter in address order. */
object SplitterRegisters {
  def apply(p: NicParams): RegisterMap = RegisterMap(configuration(p) ++ counters, rules)

  private def configuration(p: NicParams): Seq[Register] = {
    import NicParams.{BurstBytes, LineBytes, labels}
    import Register.{choice, labelled, range}
    Seq(
      choice(
        "readLineBytes",
        9,
        LineBytes,
        p.readLineBytes,
        "Line of host memory as reads see it, bytes; 0 cuts reads as under OFF."
      ),
      choice(
        "writeLineBytes",
        9,
        LineBytes,
        p.writeLineBytes,
        "Line of host memory as writes see it, bytes; 0 cuts writes as under OFF."
      ),
      choice(
        "maxPayloadBytes",
        13,
        BurstBytes,
        p.maxPayloadBytes,
        "Longest write transaction, bytes."
      ),
      choice(
        "maxReadRequestBytes",
        13,
        BurstBytes,
        p.maxReadRequestBytes,
        "Longest read transaction, bytes."
      ),
      labelled("policy", 2, labels("policy"), p.policy, "Where requests are cut."),
      labelled(
        "memoryModel",
        1,
        labels("memoryModel"),
        p.memoryModel,
        "What the memory side does about a partly covered line."
      ),
      range(
        "costTransaction",
        8,
        255,
        p.costTransaction,
        "Cost of one transaction, in the unit of costLine."
      ),
      range(
        "costLine",
        8,
        255,
        p.costLine,
        "Cost of one line access, in the unit of costTransaction."
      ),
      range("headerBytes", 6, 63, p.headerBytes, "Header of one transaction on the bus, bytes.")
    )
  }

  private def counters: Seq[Register] = {
    import Register.counter
    Seq(
      counter("requests", "Requests accepted."),
      counter("emptyRequests", "Requests of no bytes, completed without a transaction."),
      counter("rejectedRequests", "Requests rejected without a transaction."),
      counter("failedRequests", "Requests of which a burst failed."),
      counter("readTransactions", "Read bursts issued."),
      counter("writeTransactions", "Write bursts issued."),
      counter("fullLineWrites", "Lines that write bursts covered fully."),
      counter("partialLineWrites", "Lines of writes that the memory side must read and merge."),
      counter("lineReads", "Lines read for reads, and to be merged with writes."),
      counter("payloadBytes", "Bytes of the bursts."),
      counter("memoryBytes", "Bytes moved at the memory side: its lines read and written."),
      counter("busBytes", "Bytes of the bursts and their headers.")
    )
  }

  private val rules = Seq(
    "maxPayloadBytes >= writeLineBytes",
    "maxReadRequestBytes >= readLineBytes"
  )
}
