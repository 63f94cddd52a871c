package tandem.hw.mem

import chisel3._
import chisel3.util.Valid
import tandem.hw.{NicParams, RunningSum}
import tandem.hw.record.{HostOp, MemoryModel, SpanDone, SpanStatus}

/** Counts requests, transactions, line accesses and bytes.
  *
  *   - accepts: what passes the streams, every cycle
  *   - gives: the counters, up to date three cycles after the traffic
  *   - never: holds anything up
  *
  * Three steps: take the burst with the configuration it was issued under; count its lines; add.
  */
class SplitCounters(p: NicParams) extends Module {
  val config = IO(Input(new SplitterConfig))
  val entry  = IO(Flipped(Valid(new SpanEntry(p))))
  val burst  = IO(Flipped(Valid(new IssuedBurst(p))))
  val done   = IO(Flipped(Valid(new SpanDone(p))))
  val counts = IO(Output(new SplitterCounts))

  // First step.
  private val isWriteNow = burst.bits.op === HostOp.WRITE
  private val valid      = RegNext(burst.valid, false.B)
  private val isWrite    = RegNext(isWriteNow)
  private val lineOffset = RegNext(burst.bits.lineOffset)
  private val bytes      = RegNext(burst.bits.bytes)
  private val lineBytes  = RegNext(Mux(isWriteNow, config.writeLineBytes, config.readLineBytes))
  private val wholeBurst = RegNext(config.memoryModel === MemoryModel.PER_TRANSACTION)
  private val header     = RegNext(config.headerBytes)

  // Second step.
  private val lineMask = (lineBytes - 1.U)(7, 0)
  private val startOdd = lineOffset & lineMask
  private val endOdd   = (lineOffset + bytes(7, 0)) & lineMask
  private val touched  = PowerOfTwo.ceilDivide(startOdd +& bytes, lineBytes, NicParams.LineBytes)
  private val oddEnds  = startOdd.orR +& endOdd.orR
  private val partial = Mux(
    wholeBurst,
    Mux(oddEnds.orR, touched, 0.U),
    Mux(touched < oddEnds, touched, oddEnds)
  )
  private val writeTotal = Mux(isWrite, touched, 0.U)
  private val merged     = Mux(isWrite, partial, 0.U)
  private val reads      = Mux(isWrite, partial, touched)
  private val accesses   = writeTotal +& reads

  // Third step.
  private val counted    = RegNext(valid, false.B)
  private val countWrite = RegNext(isWrite)
  private val full       = RegNext(writeTotal - merged)
  private val mergedNow  = RegNext(merged)
  private val readsNow   = RegNext(reads)
  private val payload    = RegNext(bytes)
  private val onMemory   = RegNext(PowerOfTwo.multiply(accesses, lineBytes, NicParams.LineBytes))
  private val onBus      = RegNext(bytes +& header)

  private def sumOfBursts(step: UInt): UInt = RunningSum(Mux(counted, step, 0.U))

  counts.requests         := RunningSum(entry.valid)
  counts.emptyRequests    := RunningSum(entry.valid && entry.bits.burstless && !entry.bits.rejected)
  counts.rejectedRequests := RunningSum(entry.valid && entry.bits.rejected)
  counts.failedRequests   := RunningSum(done.valid && done.bits.status === SpanStatus.FAILED)

  counts.readTransactions  := sumOfBursts(!countWrite)
  counts.writeTransactions := sumOfBursts(countWrite)
  counts.fullLineWrites    := sumOfBursts(full)
  counts.partialLineWrites := sumOfBursts(mergedNow)
  counts.lineReads         := sumOfBursts(readsNow)
  counts.payloadBytes      := sumOfBursts(payload)
  counts.memoryBytes       := sumOfBursts(onMemory)
  counts.busBytes          := sumOfBursts(onBus)
}
