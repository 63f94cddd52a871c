package tandem.hw.rx

import chisel3._
import chisel3.util.{Decoupled, Valid}
import tandem.hw.record.rx._
import tandem.hw.{NicParams, SkidBuffer, StreamContract}

/** Follows the flows and collects their segments.
  *
  *   - accepts: a segment a cycle
  *   - gives: its unit and its place in the cycle after
  *   - keeps order of: frames and events
  *   - never: loses a frame
  *
  * {{{
  *   segment ----> FlowLookup <----> SegmentCoalescer ----> run
  *   control ----------^--------------------^   +--------> place
  * }}}
  */
class FlowCoalescer(p: NicParams) extends Module {
  val config   = IO(Input(new ReceiveConfig))
  val nowCycle = IO(Input(UInt(48.W)))
  val segment  = IO(Flipped(Decoupled(new ParsedSegment)))
  val control  = IO(Flipped(Decoupled(new ControlEvent)))

  /** Arrival of the oldest frame that was accepted and is not offered yet. */
  val pending  = IO(Flipped(Valid(UInt(48.W))))
  val run      = IO(Decoupled(new SegmentRun))
  val place    = IO(Decoupled(new PlacedFrame))
  val activity = IO(Output(new CoalescerActivity))
  val idle     = IO(Output(Bool()))

  private val lookup    = Module(new FlowLookup(p))
  private val coalescer = Module(new SegmentCoalescer(p))
  private val runs      = Module(new SkidBuffer(new SegmentRun))
  private val places    = Module(new SkidBuffer(new PlacedFrame))

  lookup.config   := config
  lookup.nowCycle := nowCycle
  lookup.segment  := segment.bits
  lookup.event    := control.bits
  lookup.table <> coalescer.table
  coalescer.config   := config
  coalescer.nowCycle := nowCycle
  coalescer.pending  := pending
  coalescer.segment <> segment
  coalescer.control <> control
  runs.in <> coalescer.run
  places.in <> coalescer.place
  run <> runs.out
  place <> places.out
  activity := coalescer.activity
  idle     := coalescer.idle

  StreamContract(segment, "segment")
  StreamContract(run, "run")
  StreamContract(place, "place")
}
