package tandem.hw.rx

import chisel3._
import tandem.hw.record.rx.{ParsedSegment, TcpFlag}

/** What joins a run behind its members. */
class RunTail extends Bundle {
  val segments       = UInt(16.W)
  val payloadBytes   = UInt(16.W)
  val payloadSum     = UInt(16.W)
  val beats          = UInt(17.W)
  val acknowledgment = UInt(32.W)
  val window         = UInt(16.W)
  val flags          = UInt(8.W)
  val hopLimit       = UInt(8.W)
  val latestValue    = UInt(32.W)
  val latestEcho     = UInt(32.W)
  val openCycle      = UInt(48.W)
}

/** What a run, or an isle, has collected; header fields are those of its first segment, but for
  * acknowledgment, window, flags and hop limit, which show what the host is to see.
  */
class RunState extends RunTail {
  val run      = UInt(32.W)
  val frame    = UInt(32.W)
  val pureAcks = UInt(16.W)
  val dupAcks  = UInt(8.W)

  val destinationMac    = UInt(48.W)
  val sourceMac         = UInt(48.W)
  val outerTag          = UInt(32.W)
  val innerTag          = UInt(32.W)
  val trafficClass      = UInt(8.W)
  val flowLabel         = UInt(20.W)
  val identification    = UInt(16.W)
  val dontFragment      = Bool()
  val nextHeader        = UInt(8.W)
  val extensionBytes    = UInt(7.W)
  val sequence          = UInt(32.W)
  val dataOffset        = UInt(4.W)
  val reserved          = UInt(4.W)
  val urgentPointer     = UInt(16.W)
  val optionBytes       = UInt(6.W)
  val options           = UInt(320.W)
  val hasTimestamp      = Bool()
  val timestampValue    = UInt(32.W)
  val timestampEcho     = UInt(32.W)
  val ipHeaderChecksum  = UInt(16.W)
  val tcpHeaderChecksum = UInt(16.W)

  /** Headers from IP to TCP options, bytes. */
  val datagramHeader = UInt(8.W)

  /** Of the first segment. */
  val firstAcknowledgment = UInt(32.W)
  val firstBytes          = UInt(16.W)

  /** From the second segment on: all have the same IPv4 identification. */
  val sameIdentification = Bool()

  /** Length of the IP datagram, bytes. */
  def datagramBytes: UInt = payloadBytes +& datagramHeader
}

object RunState {
  private val EthernetBytes = 14
  private val BeatShift     = 6

  /** A run of one segment. */
  def started(segment: ParsedSegment, run: UInt): RunState = {
    val state = Wire(new RunState)
    state.elements.foreach { case (name, field) =>
      segment.elements.get(name).foreach(field := _)
    }
    state.run                 := run
    state.segments            := 1.U
    state.pureAcks            := 0.U
    state.dupAcks             := 0.U
    state.beats               := beats(segment)
    state.latestValue         := segment.timestampValue
    state.latestEcho          := segment.timestampEcho
    state.openCycle           := segment.arrivalCycle
    state.datagramHeader      := datagramHeader(segment)
    state.firstAcknowledgment := segment.acknowledgment
    state.firstBytes          := segment.payloadBytes
    state.sameIdentification  := false.B
    state
  }

  /** What `left` and the members behind it are together. */
  def merged(left: RunState, right: RunTail): RunState = {
    val state = WireDefault(left)
    val newer = !isBefore(right.latestValue, left.latestValue)
    state.segments       := left.segments + right.segments
    state.payloadBytes   := left.payloadBytes + right.payloadBytes
    state.payloadSum     := joinedSum(left, right)
    state.beats          := left.beats + right.beats
    state.acknowledgment := later(left.acknowledgment, right.acknowledgment)
    state.window         := right.window
    state.flags          := left.flags | (right.flags & Shown)
    state.hopLimit       := least(left.hopLimit, right.hopLimit)
    state.latestValue    := Mux(newer, right.latestValue, left.latestValue)
    state.latestEcho     := Mux(newer, right.latestEcho, left.latestEcho)
    state.openCycle      := least(left.openCycle, right.openCycle)
    state
  }

  /** What `run` is with an acknowledgment that carries no data taken in. */
  def absorbed(run: RunState, segment: ParsedSegment): RunState = {
    val isWindowUpdate = segment.window =/= run.window
    val state          = WireDefault(run)
    val newer          = !isBefore(segment.timestampValue, run.latestValue)
    state.window      := segment.window
    state.hopLimit    := least(run.hopLimit, segment.hopLimit)
    state.latestValue := Mux(newer, segment.timestampValue, run.latestValue)
    state.latestEcho  := Mux(newer, segment.timestampEcho, run.latestEcho)
    state.pureAcks    := run.pureAcks + (isWindowUpdate && !run.pureAcks.andR)
    state.dupAcks     := run.dupAcks + (!isWindowUpdate && !run.dupAcks.andR)
    state
  }

  /** Headers from IP to TCP options, bytes. */
  def datagramHeader(segment: ParsedSegment): UInt =
    (segment.headerBytes - EthernetBytes.U - (segment.vlanTags << 2))(7, 0)

  /** Beats of the frame that hold payload. */
  def beats(segment: ParsedSegment): UInt = {
    val last = (segment.headerBytes +& segment.payloadBytes) - 1.U
    val all  = (last >> BeatShift) - (segment.headerBytes >> BeatShift) + 1.U
    Mux(segment.payloadBytes === 0.U, 0.U, all)
  }

  /** Of sequence numbers, acknowledgments and timestamps. */
  def isBefore(a: UInt, b: UInt): Bool = (a - b)(31)

  def later(a: UInt, b: UInt): UInt = Mux(isBefore(a, b), b, a)

  private def least(a: UInt, b: UInt): UInt = Mux(b < a, b, a)

  /** The flags that a member behind the first adds. */
  private val Shown = ((1 << TcpFlag.PSH) | (1 << TcpFlag.FIN)).U

  /** A sum that is added at an odd offset has its bytes swapped. */
  private def joinedSum(left: RunTail, right: RunTail): UInt = {
    val swapped = right.payloadSum(7, 0) ## right.payloadSum(15, 8)
    val sum     = left.payloadSum +& Mux(left.payloadBytes(0), swapped, right.payloadSum)
    sum(15, 0) + sum(16)
  }
}
