package tandem.hw.rx

import chisel3._
import chisel3.util.Valid
import tandem.hw.record.rx.{ControlEvent, ControlOp, ParsedSegment}

/** What the coalescer works at in a cycle, at most one of these. */
class StepKind extends Bundle {

  /** What follows from the frame that was decided last: isles that have become adjacent, one entry
    * too many.
    */
  val isJoin  = Bool()
  val isEvict = Bool()

  /** The first entry of the open list has been collected for long enough. */
  val isExpiry  = Bool()
  val isEvent   = Bool()
  val isSegment = Bool()
}

/** Times that a step may need. */
class StepTimes extends Bundle {

  /** Of the event in hand. */
  val event = UInt(48.W)

  /** When the first entry of the open list has been collected for long enough. */
  val deadline = UInt(48.W)

  /** Arrival of the frame decided last. */
  val lastArrival = UInt(48.W)
}

/** Decides what is next, so that everything happens as if frames and events were done one after the
  * other: what the last frame left behind; entries whose time ran out before the next event or
  * frame; events; frames.
  */
class StepChooser extends Module {
  val config   = IO(Input(new ReceiveConfig))
  val nowCycle = IO(Input(UInt(48.W)))

  val segment = IO(Flipped(Valid(new ParsedSegment)))
  val control = IO(Flipped(Valid(new ControlEvent)))

  /** The oldest frame that was accepted and is not offered as a segment yet. */
  val pending = IO(Flipped(Valid(UInt(48.W))))

  val joins       = IO(Input(Bool()))
  val isOver      = IO(Input(Bool()))
  val first       = IO(Input(Bool()))
  val firstStart  = IO(Input(UInt(48.W)))
  val segmentDone = IO(Input(Bool()))
  val segmentGoes = IO(Input(Bool()))
  val eventDone   = IO(Input(Bool()))

  val kind = IO(Output(new StepKind))

  /** The event in hand, which may be one of `flushEvery`. */
  val op    = IO(Output(ControlOp()))
  val isOwn = IO(Output(Bool()))
  val times = IO(Output(new StepTimes))

  /** A frame is not done yet; all that the last frame or event did is done. */
  val isMidway  = IO(Output(Bool()))
  val isSettled = IO(Output(Bool()))

  private val decided    = RegInit(0.U(32.W))
  private val sinceBurst = RegInit(0.U(32.W))
  private val burst      = RegInit(false.B)
  private val arrival    = RegInit(0.U(48.W))
  private val latest     = RegInit(0.U(48.W))
  private val midway     = RegInit(false.B)

  private val byCycle = config.timeSource === TimeSource.CYCLE
  private val isDue   = control.valid && !(decided - control.bits.afterFrame)(31)
  private val hasWork = !midway && (burst || isDue)
  private val stamp   = Mux(control.bits.time > latest, control.bits.time, latest)

  op                := Mux(burst, ControlOp.END_OF_BURST, control.bits.op)
  isOwn             := burst
  isMidway          := midway
  times.event       := Mux(byCycle || burst, arrival, stamp)
  times.lastArrival := arrival

  // The timer. A frame takes three cycles from its last beat to here, and so does time.
  private val ends     = firstStart +& config.timerCycles
  private val asksTime = hasWork || segment.valid
  private val time     = Mux(hasWork, times.event, segment.bits.arrivalCycle)
  private val runsOut = byCycle && nowCycle > ends +& StepChooser.WayOfFrame.U &&
    !(pending.valid && pending.bits <= ends)
  private val expires =
    first && config.timerCycles =/= 0.U && Mux(asksTime, ends < time, runsOut)
  times.deadline := ends(47, 0)

  private val isFree = !joins && !isOver
  kind.isJoin    := joins
  kind.isEvict   := !joins && isOver
  kind.isExpiry  := isFree && expires
  kind.isEvent   := isFree && !expires && hasWork
  kind.isSegment := isFree && !expires && !hasWork && segment.valid

  private val unsettled = RegInit(false.B)
  unsettled := segmentDone || eventDone || (unsettled && !isFree)
  isSettled := unsettled && isFree

  when(segmentGoes) { midway := !segmentDone }
  when(segmentDone) {
    decided := decided + 1.U
    arrival := segment.bits.arrivalCycle
    latest  := Mux(segment.bits.arrivalCycle > latest, segment.bits.arrivalCycle, latest)
    when(config.enable && config.flushEvery =/= 0.U) {
      val isEnd = sinceBurst +& 1.U >= config.flushEvery
      sinceBurst := Mux(isEnd, 0.U, sinceBurst + 1.U)
      burst      := isEnd
    }
  }
  when(!config.enable) { sinceBurst := 0.U }
  when(eventDone) {
    burst  := false.B
    latest := times.event
  }
}

object StepChooser {

  /** From the cycle after that of its last beat to that of its decision, cycles. */
  private val WayOfFrame = 2
}
