package tandem.hw.rx

import chisel3._
import chisel3.util.{Decoupled, DecoupledIO, Valid}
import tandem.hw.record.rx._
import tandem.hw.regs.{HasRegisters, RegisterFile, RegisterPort}
import tandem.hw.{Block, NicParams, StreamContract, StreamFork}

/** Takes frames from the wire, collects TCP segments of a flow and gives the host one large segment
  * for many.
  *
  *   - accepts: a beat a cycle, so a frame of the least length a cycle; control events, which take
  *     effect between two frames
  *   - gives: a completion for each unit, with the new header of an aggregate; the payload; the
  *     place of each frame in its unit
  *   - keeps order of: units as decided, frames of a flow as they came
  *   - never: loses a byte: a stalled output stops the input; decides differently because of a
  *     stall
  *
  * {{{
  *   in -> Parser -> FlowCoalescer -> HeaderBuilder -> out
  *     \     \         ^  |    \
  *      \     \  control  |     +-> place
  *       +-----+------> PayloadPath -> payload
  * }}}
  */
class ReceivePath(p: NicParams) extends Module with HasRegisters with Block {
  val in        = IO(Flipped(Decoupled(new FrameBeat)))
  val control   = IO(Flipped(Decoupled(new ControlEvent)))
  val out       = IO(Decoupled(new HostRun))
  val place     = IO(Decoupled(new SegmentPlace))
  val payload   = IO(Decoupled(new PayloadBeat))
  val registers = IO(new RegisterPort)

  // Probes: what crosses from stage to stage.
  val segment = IO(Valid(new ParsedSegment))
  val run     = IO(Valid(new SegmentRun))

  val registerMap = ReceiveRegisters()

  private val beats     = Module(new StreamFork(new FrameBeat, 2))
  private val parser    = Module(new Parser)
  private val segments  = Module(new StreamFork(new ParsedSegment, 2))
  private val coalescer = Module(new FlowCoalescer(p))
  private val runs      = Module(new StreamFork(new SegmentRun, 2))
  private val builder   = Module(new HeaderBuilder)
  private val places    = Module(new StreamFork(new PlacedFrame, 2))
  private val bytes     = Module(new PayloadPath(p))
  private val counters  = Module(new ReceiveCounters)
  private val file = Module(
    new RegisterFile(registerMap, new ReceiveConfig, new ReceiveCounts)
  )

  beats.in <> in
  parser.in <> beats.out(0)
  segments.in <> parser.out
  coalescer.segment <> segments.out(0)
  coalescer.control <> control
  runs.in <> coalescer.run
  builder.in <> runs.out(0)
  out <> builder.out

  bytes.in <> beats.out(1)
  bytes.parsed <> segments.out(1)
  bytes.unit <> runs.out(1)
  places.in <> coalescer.place
  place.valid         := places.out(0).valid
  place.bits          := places.out(0).bits.place
  places.out(0).ready := place.ready
  bytes.placed <> places.out(1)
  payload <> bytes.payload

  coalescer.nowCycle := parser.nowCycle
  coalescer.pending  := parser.pending
  observe(segments.in, segment)
  observe(runs.in, run)
  counters.segment  := segment
  counters.unit     := run
  counters.activity := coalescer.activity

  file.registers <> registers
  file.counters        := counters.counts
  parser.timeSource    := file.config.timeSource
  coalescer.config     := file.config
  builder.checksumMode := file.config.checksumMode
  bytes.collect        := file.config.collect
  file.idle := registers.address === registerMap.address("enable").U ||
    coalescer.idle && builder.idle && bytes.idle && !parser.pending.valid

  StreamContract(in, "in")
  StreamContract(control, "control")
  StreamContract(out, "out")
  StreamContract(place, "place")
  StreamContract(payload, "payload")

  /** Shows on `probe` what crosses `stream`. */
  private def observe[T <: Data](stream: DecoupledIO[T], probe: Valid[T]): Unit = {
    probe.valid := stream.fire
    probe.bits  := stream.bits
  }
}
