package tandem.hw.mem

import chisel3._
import chisel3.util.Valid
import tandem.hw.{NicParams, RunningSum}
import tandem.hw.record.{HostOp, MemoryModel, SpanDone, SpanStatus}

/** Counts requests, transactions, line accesses and bytes.
  *
  *   - accepts: what passes the streams, every cycle
  *   - gives: the counters, up to date five cycles after the traffic
  *   - never: holds anything up
  *
  * Five steps: take the burst with the configuration it was issued under; count its lines; sort
  * them; turn them into bytes; add.
  */
class SplitCounters(p: NicParams) extends Module {
  val config = IO(Input(new SplitterConfig))
  val entry  = IO(Flipped(Valid(new PlacedEntry(p))))
  val burst  = IO(Flipped(Valid(new IssuedBurst(p))))
  val done   = IO(Flipped(Valid(new SpanDone(p))))
  val counts = IO(Output(new SplitterCounts))

  // First step.
  private val isWriteNow = burst.bits.op === HostOp.WRITE
  private val valid      = RegNext(burst.valid, false.B)
  private val isWrite    = RegNext(isWriteNow)
  private val lineOffset = RegNext(burst.bits.lineOffset)
  private val bytes      = RegNext(burst.bits.bytes)
  private val lineNow    = Mux(isWriteNow, config.writeLineBytes, config.readLineBytes)
  private val line       = RegNext(PowerOfTwo.choice(lineNow, NicParams.LineBytes))
  private val lineMask   = RegNext(PowerOfTwo.mask(lineNow))
  private val wholeBurst = RegNext(config.memoryModel === MemoryModel.PER_TRANSACTION)
  private val header     = RegNext(config.headerBytes)

  // Second step.
  private val startOdd = lineOffset & lineMask
  private val endOdd   = (lineOffset + bytes(7, 0)) & lineMask
  private val measured = RegNext(valid, false.B)
  private val touched =
    RegNext(PowerOfTwo.ceilDivide(startOdd +& bytes, line, NicParams.LineBytes))
  private val oddEnds     = RegNext(startOdd.orR +& endOdd.orR)
  private val ofWrite     = RegNext(isWrite)
  private val whole       = RegNext(wholeBurst)
  private val measureLine = RegNext(line)
  private val measureSize = RegNext(bytes)
  private val measureBus  = RegNext(bytes +& header)

  // Third step.
  private val partial = Mux(
    whole,
    Mux(oddEnds.orR, touched, 0.U),
    Mux(touched < oddEnds, touched, oddEnds)
  )
  private val sorted     = RegNext(measured, false.B)
  private val sortWrite  = RegNext(ofWrite)
  private val sortFull   = RegNext(Mux(ofWrite, touched - partial, 0.U))
  private val sortMerged = RegNext(Mux(ofWrite, partial, 0.U))
  private val sortReads  = RegNext(Mux(ofWrite, partial, touched))
  private val accesses   = RegNext(Mux(ofWrite, touched +& partial, touched))
  private val sortLine   = RegNext(measureLine)
  private val sortSize   = RegNext(measureSize)
  private val sortBus    = RegNext(measureBus)

  // Fourth step.
  private val counted    = RegNext(sorted, false.B)
  private val countWrite = RegNext(sortWrite)
  private val full       = RegNext(sortFull)
  private val mergedNow  = RegNext(sortMerged)
  private val readsNow   = RegNext(sortReads)
  private val payload    = RegNext(sortSize)
  private val onMemory   = RegNext(PowerOfTwo.multiply(accesses, sortLine, NicParams.LineBytes))
  private val onBus      = RegNext(sortBus)

  private def sumOf(event: Bool): UInt      = RunningSum(RegNext(event, false.B))
  private def sumOfBursts(step: UInt): UInt = RunningSum(Mux(counted, step, 0.U))

  private val made = entry.bits.entry
  counts.requests         := sumOf(entry.valid)
  counts.emptyRequests    := sumOf(entry.valid && entry.bits.burstless && !made.rejected)
  counts.rejectedRequests := sumOf(entry.valid && made.rejected)
  counts.failedRequests   := sumOf(done.valid && done.bits.status === SpanStatus.FAILED)

  counts.readTransactions  := sumOfBursts(!countWrite)
  counts.writeTransactions := sumOfBursts(countWrite)
  counts.fullLineWrites    := sumOfBursts(full)
  counts.partialLineWrites := sumOfBursts(mergedNow)
  counts.lineReads         := sumOfBursts(readsNow)
  counts.payloadBytes      := sumOfBursts(payload)
  counts.memoryBytes       := sumOfBursts(onMemory)
  counts.busBytes          := sumOfBursts(onBus)
}
