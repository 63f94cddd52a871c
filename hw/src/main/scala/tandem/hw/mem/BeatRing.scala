package tandem.hw.mem

import chisel3._
import chisel3.layer.block
import chisel3.layers.Verification
import chisel3.util.{Decoupled, UIntToOH, Valid}
import tandem.hw.NicParams

/** What of a burst decides about its room. */
class AnnouncedBurst(p: NicParams) extends Bundle {
  val slot = UInt(p.slotBits.W)

  /** Where it begins inside its first beat, bytes. */
  val start = UInt(6.W)
  val bytes = UInt(13.W)
  val first = Bool()
  val last  = Bool()

  /** Bytes from the start of its first beat to its end. */
  def end: UInt = start +& bytes

  /** Beats it takes. Bytes before `start` lie in a beat that an earlier burst has taken. */
  def beats: UInt = ((end >> 6) +& end(5, 0).orR) - start.orR
}

/** Where a piece of data goes. */
class PieceArrival(p: NicParams) extends Bundle {
  val beat = UInt(p.beatBits.W)

  /** Bytes for that beat, and for the one behind it. */
  val first  = UInt(7.W)
  val second = UInt(7.W)
}

/** A beat that has all its bytes. */
class WholeBeat(p: NicParams) extends Bundle {
  val beat  = UInt(p.beatBits.W)
  val slot  = UInt(p.slotBits.W)
  val bytes = UInt(7.W)
  val last  = Bool()
}

/** Knows which beats of the ring belong to which request, and how many bytes each still lacks.
  *
  *   - accepts: a burst a cycle while there is room for all of it; a piece a cycle, from the cycle
  *     after its burst; the return of a beat a cycle
  *   - gives: the beats in ring order, each from two cycles after its last byte came
  *   - keeps order of: beats, which is that of requests and of the bytes in them
  *   - never: lets a beat go before the end of its request is known or the beat is full
  *
  * A request begins with a beat of its own, so its bytes lie in the ring as they do in the request.
  * Memories are not reset: each is read only after it was written for the same request.
  */
class BeatRing(p: NicParams) extends Module {
  private val beats     = p.reassemblyBeats
  private val beatBytes = NicParams.BeatBytes

  /** Its ready depends on the length of the burst. */
  val burst = IO(Flipped(Decoupled(new AnnouncedBurst(p))))

  /** The slot whose first beat is asked for, in the same cycle. */
  val slot    = IO(Input(UInt(p.slotBits.W)))
  val base    = IO(Output(UInt(p.beatBits.W)))
  val arrival = IO(Flipped(Valid(new PieceArrival(p))))
  val out     = IO(Decoupled(new WholeBeat(p)))

  /** The oldest beat that `out` gave is needed no more. */
  val release = IO(Input(Bool()))

  // The ring: next beat to take, next one to give, and how many are free.
  private val tail = RegInit(0.U(p.beatBits.W))
  private val head = RegInit(0.U(p.beatBits.W))
  private val free = RegInit(beats.U((p.beatBits + 1).W))

  // Written with the first burst of a request: by slot, and by beat.
  private val bases = Mem(p.requestSlots, UInt(p.beatBits.W))
  private val slots = Mem(beats, UInt(p.slotBits.W))
  // Written with the last burst of a request.
  private val lengths = Mem(beats, UInt(7.W))
  private val isFinal = RegInit(VecInit.fill(beats)(false.B))
  // Zero wherever no byte has come.
  private val received = RegInit(VecInit.fill(beats)(0.U(7.W)))

  // Announcement.
  private val needed  = burst.bits.beats
  private val isLate  = needed > free
  private val endBeat = (tail + needed - 1.U)(p.beatBits - 1, 0)
  burst.ready := !isLate
  when(burst.fire) {
    tail := (tail + needed)(p.beatBits - 1, 0)
    when(burst.bits.first) {
      bases(burst.bits.slot) := tail
      slots(tail)            := burst.bits.slot
    }
    when(burst.bits.last) {
      lengths(endBeat) := PowerOfTwo.lastPiece(burst.bits.end(5, 0), 63.U(6.W))
      isFinal(endBeat) := true.B
    }
  }
  free := (free - Mux(burst.fire, needed, 0.U)(p.beatBits, 0)) + release
  base := bases(slot)

  // Delivery. The slot is that of the request's first beat. Whether a beat is whole takes a cycle to
  // judge, so the one behind the oldest is judged as well.
  private val starts = RegInit(true.B)
  private val inside = Reg(UInt(p.slotBits.W))
  private val isLast = isFinal(head)
  private val whole  = Mux(isLast, lengths(head), beatBytes.U)
  out.valid      := RegNext(Mux(out.fire, isWhole(head + 1.U), isWhole(head)), false.B)
  out.bits.beat  := head
  out.bits.slot  := Mux(starts, slots(head), inside)
  out.bits.bytes := whole
  out.bits.last  := isLast
  when(out.fire) {
    head           := head + 1.U
    starts         := isLast
    inside         := out.bits.slot
    isFinal(head)  := false.B
    received(head) := 0.U
  }

  // Arrival; never at a beat that is being delivered, which has all its bytes.
  private val firsts  = UIntToOH(arrival.bits.beat, beats)
  private val seconds = firsts(beats - 2, 0) ## firsts(beats - 1)
  for (beat <- 0 until beats) {
    val more = Mux(firsts(beat), arrival.bits.first, 0.U) |
      Mux(seconds(beat), arrival.bits.second, 0.U)
    when(arrival.valid && more.orR) { received(beat) := received(beat) + more }
  }

  private def isWhole(beat: UInt): Bool =
    received(beat) === Mux(isFinal(beat), lengths(beat), beatBytes.U)

  block(Verification.Assert) {
    assert(
      !burst.valid || needed +& burst.bits.start.orR <= beats.U,
      "a burst came that is longer than the buffer"
    )
  }
}
