package tandem.hw.tx

import chisel3._
import chisel3.util.log2Ceil
import tandem.hw.NicParams

/** What the next grant of a request takes of it (GA-25). */
class Slice extends Bundle {
  val bytes = UInt(32.W)

  /** What is left behind it, where it is not the last. */
  val after = UInt(32.W)
  val last  = Bool()

  /** Less than a beat. */
  val small = Bool()

  /** What it costs. */
  def cost: UInt = Mux(small, Slice.BeatBytes.U, bytes)
}

object Slice {
  private val BeatBytes = 64

  def apply(left: UInt, moves: Bool, sliceBytes: UInt): Slice = {
    val slice = Wire(new Slice)
    val cuts  = moves && sliceBytes =/= 0.U && left > sliceBytes
    slice.bytes := Mux(cuts, sliceBytes, left)
    slice.after := left - sliceBytes
    slice.last  := !cuts
    slice.small := left < BeatBytes.U
    slice
  }
}

/** A turn, prepared or under way. Of the requests in the ring the first two are at hand. */
class Turn(p: NicParams) extends Bundle {
  val guest   = UInt(math.max(1, log2Ceil(p.guests)).W)
  val scanner = UInt(4.W)
  val limited = Bool()
  val credit  = UInt(25.W)

  /** Deficit - 1, signed: negative when the turn is used up. */
  val below = UInt(Turn.DeficitBits.W)

  /** Requests that a step can see (GA-36). */
  val visible = UInt((log2Ceil(p.guestDepth) + 1).W)

  /** The place of the first. */
  val head = UInt((log2Ceil(p.guestDepth) + 1).W)

  /** Of the first: what was granted, and if that is not 0 what is left. */
  val offset = UInt(32.W)
  val left   = UInt(32.W)
  val first  = new Slice
  val second = new Slice

  def isUsedUp: Bool = below(Turn.DeficitBits - 1)

  /** The same when a request has become visible, or not. */
  def seeing(becomes: Bool, request: Slice): Turn = {
    val turn = WireInit(this)
    turn.visible := visible + becomes
    when(becomes && visible === 1.U) { turn.second := request }
    turn
  }
}

object Turn {

  /** A deficit is above -2^32 and below 2^25. */
  val DeficitBits: Int = 33
}

/** What a request in the ring costs. */
class RingSize extends Bundle {
  val bytes = UInt(32.W)
  val moves = Bool()
}

/** A request in the ring of a guest, on its way to be seen. */
class VisibleRequest(p: NicParams) extends Bundle {
  val guest = UInt(math.max(1, log2Ceil(p.guests)).W)
  val place = UInt((log2Ceil(p.guestDepth) + 1).W)
  val size  = new RingSize
}
