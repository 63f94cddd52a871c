package tandem.hw.rx

import chisel3._
import chisel3.layer.block
import chisel3.layers.Verification
import chisel3.util.{Decoupled, Queue, log2Ceil}
import tandem.hw.NicParams
import tandem.hw.record.rx.{FrameBeat, PayloadBeat}

/** What is to be done with the oldest frame of the buffer. */
class FrameJob extends Bundle {
  val run        = UInt(32.W)
  val collected  = Bool()
  val entry      = UInt(16.W)
  val frameBytes = UInt(17.W)

  /** The bytes of the frame that go on, and where they begin in it. */
  val start = UInt(9.W)
  val bytes = UInt(17.W)

  /** Of the first of them. */
  val sequence = UInt(32.W)
}

/** Payload with the list on which it waits for the end of its run. */
class RunPayload extends Bundle {
  val beat      = new PayloadBeat
  val collected = Bool()
  val entry     = UInt(16.W)
}

/** Keeps the beats of frames until it is known where each goes.
  *
  *   - accepts: a beat a cycle while there is room
  *   - gives: the beats with bytes that go on, one a cycle, the first in the cycle after the job;
  *     the other beats of a frame cost no cycle, but a frame of which nothing goes on costs one
  *   - keeps order of: frames, and their beats
  */
class FrameBuffer(p: NicParams) extends Module {
  val in   = IO(Flipped(Decoupled(new FrameBeat)))
  val job  = IO(Flipped(Decoupled(new FrameJob)))
  val out  = IO(Decoupled(new RunPayload))
  val idle = IO(Output(Bool()))

  private val placeBits = log2Ceil(p.frameBufferBeats)
  private val beats     = SyncReadMem(p.frameBufferBeats, UInt((8 * NicParams.BeatBytes).W))
  private val tail      = RegInit(0.U(placeBits.W))
  private val head      = RegInit(0.U(placeBits.W))
  private val held      = RegInit(0.U((placeBits + 1).W))

  in.ready := held =/= p.frameBufferBeats.U
  when(in.fire) {
    beats.write(tail, in.bits.data)
    tail := tail + 1.U
  }

  // The job at work: its beats from the first to the last that has a byte to go on.
  private val end        = job.bits.start +& job.bits.bytes
  private val firstBeat  = job.bits.start >> 6
  private val lastBeat   = ((end - 1.U) >> 6)(FrameBuffer.BeatBits - 1, 0)
  private val frameBeats = job.bits.frameBytes(16, 6) + job.bits.frameBytes(5, 0).orR
  private val step       = RegInit(0.U(FrameBuffer.BeatBits.W))
  private val beat       = (firstBeat +& step)(FrameBuffer.BeatBits - 1, 0)
  private val isEmpty    = job.bits.bytes === 0.U
  private val isLast     = beat === lastBeat

  private val results  = Module(new Queue(new RunPayload, FrameBuffer.Results, flow = true))
  private val reading  = RegInit(false.B)
  private val hasRoom  = results.io.count +& reading < FrameBuffer.Results.U
  private val readsNow = job.valid && !isEmpty && hasRoom
  job.ready := isEmpty || hasRoom && isLast
  reading   := readsNow
  when(readsNow) { step := Mux(isLast, 0.U, step + 1.U) }
  when(job.fire) { head := head + FrameBuffer.place(frameBeats, placeBits) }
  private val leaves = Mux(job.fire, frameBeats, 0.U)
  held := (held + in.fire - leaves)(placeBits, 0)

  private val from   = Mux(step === 0.U, job.bits.start(5, 0), 0.U)
  private val to     = Mux(isLast, (end - 1.U)(5, 0), 63.U)
  private val passed = (beat ## 0.U(6.W)) +& from
  private val meta   = Reg(new RunPayload)
  meta.collected     := job.bits.collected
  meta.entry         := job.bits.entry
  meta.beat.run      := job.bits.run
  meta.beat.sequence := job.bits.sequence + (passed - job.bits.start)
  meta.beat.lane     := from
  meta.beat.bytes    := (to -& from) + 1.U
  meta.beat.last     := isLast
  meta.beat.data     := DontCare

  private val data = beats.read(head + FrameBuffer.place(beat, placeBits), readsNow)
  private val last = meta.beat.lane + (meta.beat.bytes - 1.U)
  results.io.enq.valid := reading
  results.io.enq.bits  := meta
  results.io.enq.bits.beat.data := HeaderBytes.string(
    HeaderBytes(data).zipWithIndex.map { case (byte, lane) =>
      Mux(lane.U >= meta.beat.lane && lane.U <= last, byte, 0.U)
    }
  )
  out <> results.io.deq

  // A longer frame could fill the buffer and still wait for its end.
  block(Verification.Assert) {
    val taken = RegInit(0.U(FrameBuffer.BeatBits.W))
    when(in.fire) { taken := Mux(in.bits.last, 0.U, taken + 1.U) }
    assert(!in.fire || taken < p.frameBeats.U, "a frame is longer than maxFrameBytes")
  }

  idle := held === 0.U && !reading && results.io.count === 0.U
}

object FrameBuffer {

  /** Width of the number of a beat in its frame, bits. */
  val BeatBits = 11

  /** Beats that can wait behind the memory. */
  val Results = 3

  /** A number of beats as a distance in the ring. */
  private def place(beats: UInt, placeBits: Int): UInt = beats.pad(placeBits)(placeBits - 1, 0)
}
