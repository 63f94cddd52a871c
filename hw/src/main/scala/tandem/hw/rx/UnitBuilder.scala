package tandem.hw.rx

import chisel3._
import chisel3.util.Cat
import tandem.hw.record.rx._

/** Makes the records of units. */
object UnitBuilder {
  private val EthernetBytes = 14

  /** The unit of what was collected. */
  def aggregate(
      state: RunState,
      extension: UInt,
      owner: FlowOwner,
      context: UnitContext,
      mode: TimestampMode.Type
  ): SegmentRun = {
    val unit     = WireDefault(0.U.asTypeOf(new SegmentRun))
    val isLatest = mode === TimestampMode.LATEST && state.hasTimestamp
    state.elements.foreach { case (name, field) => unit.elements.get(name).foreach(_ := field) }
    FlowAddress.connect(unit, owner.address)
    connect(unit, owner, context)
    unit.kind           := Mux(context.drops, RunKind.DROP, RunKind.AGGREGATE)
    unit.outOfOrder     := context.outOfOrder
    unit.checksumStatus := ChecksumStatus.GOOD
    unit.closeCycle     := context.closeCycle
    unit.extension      := Mux(state.extensionBytes === 0.U, 0.U, extension)
    unit.timestampDelta := state.latestValue - state.timestampValue
    unit.segmentKind    := SegmentKind.TCP
    unit.frameBytes     := state.datagramBytes + (owner.address.vlanTags << 2) + EthernetBytes.U
    when(isLatest) {
      unit.timestampValue := state.latestValue
      unit.timestampEcho  := state.latestEcho
      unit.options        := withTimestamp(state)
    }
    unit
  }

  /** The unit of a frame that goes as it came. */
  def pass(
      segment: ParsedSegment,
      run: UInt,
      owner: FlowOwner,
      context: UnitContext
  ): SegmentRun = {
    val unit = WireDefault(0.U.asTypeOf(new SegmentRun))
    segment.elements.foreach { case (name, field) =>
      if (name != "kind") unit.elements.get(name).foreach(_ := field)
    }
    connect(unit, owner, context)
    val isBad  = segment.has(SegmentIssue.IP_CHECKSUM) || segment.has(SegmentIssue.TCP_CHECKSUM)
    val isGood = segment.tcpChecksum === ChecksumStatus.GOOD
    unit.run      := run
    unit.kind     := RunKind.PASS
    unit.segments := 1.U
    unit.checksumStatus := Mux(
      isBad,
      ChecksumStatus.BAD,
      Mux(isGood, ChecksumStatus.GOOD, ChecksumStatus.NOT_CHECKED)
    )
    unit.openCycle   := segment.arrivalCycle
    unit.closeCycle  := segment.arrivalCycle
    unit.segmentKind := segment.kind
    unit
  }

  /** Where the frame went, or the isle `other` if there is none; without the run. */
  def place(segment: ParsedSegment, step: SegmentStep, other: UInt): PlacedFrame = {
    val place = WireDefault(0.U.asTypeOf(new PlacedFrame))
    place.op := Mux(step.isLast, PlaceOp.FRAME, PlaceOp.JOIN)
    when(step.isLast) {
      place.frame     := segment.frame
      place.sequence  := Mux(step.passes, 0.U, segment.sequence)
      place.bytes     := Mux(step.passes, segment.frameBytes, segment.payloadBytes)
      place.collected := step.isTracked && !step.passes
    }.otherwise { place.other := other }
    place
  }

  private def connect(unit: SegmentRun, owner: FlowOwner, context: UnitContext): Unit = {
    Seq("path", "queue", "transmitValid", "transmitSequence", "transmitAcknowledgment")
      .appended("transmitWindow")
      .foreach(name => unit.elements(name) := owner.elements(name))
    unit.entry     := Mux(context.tracked, context.entry, 0.U)
    unit.tracked   := context.tracked
    unit.endReason := context.reason
  }

  /** The options with the latest timestamp: two NOPs, kind and length, value, echo. */
  private def withTimestamp(state: RunState): UInt =
    Cat(
      state.options(319, 96),
      reversed(state.latestEcho),
      reversed(state.latestValue),
      state.options(31, 0)
    )

  private def reversed(word: UInt): UInt =
    Cat(word(7, 0), word(15, 8), word(23, 16), word(31, 24))
}
