package tandem.hw.rx

import chisel3._
import chisel3.util.{Decoupled, Queue}
import tandem.hw.NicParams
import tandem.hw.record.rx.{FrameBeat, ParsedSegment, PayloadBeat, PlaceOp, RunKind, SegmentRun}

/** Carries the bytes of frames past the decision about them.
  *
  *   - accepts: every beat, every parsed frame, every place and every unit, in the order of the
  *     path
  *   - gives: the payload of frames that were collected, and whole frames that pass
  *   - keeps order of: frames under STREAM; units, and the beats of each, under STORE
  *   - never: loses a beat: it stops the input instead
  *
  * {{{
  *   in -> FrameBuffer ----------> payload        collect = STREAM
  *            ^    \-> RunStore -> payload        collect = STORE
  *   parsed --+           ^
  *   placed --+           |
  *   unit ----------------+
  * }}}
  */
class PayloadPath(p: NicParams) extends Module {
  val in      = IO(Flipped(Decoupled(new FrameBeat)))
  val parsed  = IO(Flipped(Decoupled(new ParsedSegment)))
  val placed  = IO(Flipped(Decoupled(new PlacedFrame)))
  val unit    = IO(Flipped(Decoupled(new SegmentRun)))
  val payload = IO(Decoupled(new PayloadBeat))
  val collect = IO(Input(Collect()))
  val idle    = IO(Output(Bool()))

  private val buffer   = Module(new FrameBuffer(p))
  private val store    = Module(new RunStore(p))
  private val isStored = collect === Collect.STORE

  buffer.in <> in

  // What the place of a frame does not say of it.
  private val lengths = Module(new Queue(new FrameLengths, PayloadPath.Frames, flow = true))
  lengths.io.enq.valid            := parsed.valid
  lengths.io.enq.bits.frameBytes  := parsed.bits.frameBytes
  lengths.io.enq.bits.headerBytes := parsed.bits.headerBytes
  parsed.ready                    := lengths.io.enq.ready

  // A frame of which all goes on passes as it is: what is collected has a header less.
  private val jobs    = Module(new Queue(new FrameJob, PayloadPath.waiting(p), flow = true))
  private val isFrame = placed.bits.op === PlaceOp.FRAME
  private val length  = lengths.io.deq.bits
  private val isWhole = placed.bits.bytes === length.frameBytes
  private val job     = jobs.io.enq
  job.valid            := placed.valid && isFrame && lengths.io.deq.valid
  lengths.io.deq.ready := placed.valid && isFrame && job.ready
  placed.ready         := !isFrame || job.ready && lengths.io.deq.valid
  job.bits.run         := placed.bits.run
  job.bits.collected   := placed.bits.collected
  job.bits.entry       := placed.bits.entry
  job.bits.frameBytes  := length.frameBytes
  job.bits.start       := Mux(isWhole, 0.U, length.headerBytes)
  job.bits.bytes       := placed.bits.bytes
  job.bits.sequence    := placed.bits.sequence
  buffer.job <> jobs.io.deq

  private val units    = Module(new Queue(chiselTypeOf(store.unit.bits), PayloadPath.waiting(p)))
  private val isPass   = unit.bits.kind === RunKind.PASS
  private val listBits = store.unit.bits.list.getWidth
  private val isListed = !isPass && unit.bits.tracked
  units.io.enq.valid    := unit.valid && isStored
  units.io.enq.bits.run := unit.bits.run
  units.io.enq.bits.list := Mux(
    isListed,
    unit.bits.entry.pad(listBits)(listBits - 1, 0),
    p.flowEntries.U
  )
  units.io.enq.bits.bytes := Mux(isPass, unit.bits.frameBytes, unit.bits.payloadBytes)
  unit.ready              := units.io.enq.ready || !isStored
  store.unit <> units.io.deq

  store.in.valid   := buffer.out.valid && isStored
  store.in.bits    := buffer.out.bits
  buffer.out.ready := Mux(isStored, store.in.ready, payload.ready)
  payload.valid    := Mux(isStored, store.out.valid, buffer.out.valid)
  payload.bits     := Mux(isStored, store.out.bits, buffer.out.bits.beat)
  store.out.ready  := payload.ready && isStored

  idle := buffer.idle && store.idle && !units.io.deq.valid
}

/** What is known of a frame before its place. */
class FrameLengths extends Bundle {
  val frameBytes  = UInt(17.W)
  val headerBytes = UInt(9.W)
}

object PayloadPath {

  /** Frames between the parser and their place. */
  val Frames = 8

  /** Frames whose place is known, and units that have ended, whose bytes wait: as many of the least
    * size as come while the longest goes out, so that none of them is decided late.
    */
  def waiting(p: NicParams): Int = p.frameBufferBeats
}
