package tandem.hw.tx

import chisel3._
import chisel3.util.{Cat, RegEnable, Valid, log2Ceil}
import tandem.hw.{GuestMemory, GuestWrite, NicParams}
import tandem.hw.record.{DoorbellReject, PageWrite}

/** A request that was accepted. */
class PostedRequest(p: NicParams) extends Bundle {
  val guest = UInt(math.max(1, log2Ceil(p.guests)).W)

  /** Where in its ring, counted on without end. */
  val place = UInt((log2Ceil(p.guestDepth) + 1).W)
  val bytes = UInt(32.W)

  /** Whether it may be cut. */
  val moves = Bool()
  val kept  = new KeptRequest(p)
}

/** What became of a page write, for the counters. */
class PostActivity extends Bundle {
  val isWrite   = Bool()
  val isUnknown = Bool()
  val isForged  = Bool()
  val accepted  = Bool()
  val reasons   = UInt(4.W)
  val guest     = UInt(8.W)
}

/** Judges page writes, one cycle after they came (GA-21).
  *
  *   - accepts: a page write every cycle
  *   - gives: the request, or the reason why there is none
  *   - never: believes what a guest says of itself
  */
class ArbiterDoorbells(p: NicParams) extends Module {
  private val guestBits = math.max(1, log2Ceil(p.guests))
  private val placeBits = log2Ceil(p.guestDepth) + 1

  val page     = IO(Flipped(Valid(new PageWrite(p))))
  val settings = IO(Flipped(Valid(new NewSettings(p))))

  /** The guest of the page write of this cycle, if there is one. */
  val asked = IO(Output(UInt(guestBits.W)))

  /** The first request of a ring is granted whole: where the next one is. */
  val granted  = IO(Flipped(Valid(new GuestWrite(guestBits, placeBits))))
  val posted   = IO(Valid(new PostedRequest(p)))
  val rejected = IO(Valid(new DoorbellReject))
  val activity = IO(Output(new PostActivity))

  private val page12 = page.bits.pageAddress(31, 12)
  asked := page12(guestBits - 1, 0)
  private val comes   = RegNext(page.valid, false.B)
  private val now     = RegEnable(page.bits, page.valid)
  private val guest   = RegEnable(page12(7, 0), page.valid)
  private val index   = guest(guestBits - 1, 0)
  private val isKnown = RegEnable(page12 < p.guests.U, page.valid)
  private val isFirst = RegEnable(page.bits.pageAddress(11, 0) === 0.U, page.valid)

  private val enabled = Module(new GuestMemory(p.guests, 1, 1))
  private val ranges  = Module(new GuestMemory(p.guests, new DoorbellRange(p).getWidth, 1, false))
  private val tails   = Module(new GuestMemory(p.guests, placeBits, 1))
  private val heads   = Module(new GuestMemory(p.guests, placeBits, 1))
  for (memory <- Seq(enabled, ranges, tails, heads)) { memory.address(0) := asked }
  enabled.write.valid := settings.valid
  enabled.write.bits  := settings.bits.write(settings.bits.enabled)
  ranges.write.valid  := settings.valid
  ranges.write.bits   := settings.bits.write(settings.bits.range)
  heads.write         := granted

  private val range    = ranges.data(0).asTypeOf(new DoorbellRange(p))
  private val isOwn    = now.connection >= range.base && now.connection < range.end
  private val tail     = tails.data(0)
  private val isFull   = (tail ^ heads.data(0)) === p.guestDepth.U
  private val isOn     = enabled.data(0).asBool
  private val isAsked  = comes && isKnown
  private val accepted = isAsked && isFirst && isOn && isOwn && !isFull
  private val entry    = RegInit(0.U(32.W))
  when(accepted) { entry := entry + 1.U }
  tails.write.valid      := accepted
  tails.write.bits.guest := index
  tails.write.bits.data  := tail + 1.U

  posted.valid                := accepted
  posted.bits.guest           := index
  posted.bits.place           := tail
  posted.bits.bytes           := now.bytes
  posted.bits.moves           := now.op < 3.U
  posted.bits.kept.connection := now.connection
  posted.bits.kept.op         := now.op
  posted.bits.kept.fence      := now.fence
  posted.bits.kept.barrier    := now.barrier
  posted.bits.kept.fail       := now.fail
  posted.bits.kept.address    := now.address
  posted.bits.kept.entry      := entry

  // One reason at most, the first in the order of the contract.
  private val isOff     = isFirst && !isOn
  private val isForeign = isFirst && isOn && !isOwn
  private val overflows = isFirst && isOn && isOwn && isFull
  rejected.valid        := isAsked && !accepted
  rejected.bits.guest   := guest
  rejected.bits.reasons := Cat(isForeign, !isFirst, isOff, overflows)

  activity.isWrite   := comes
  activity.isUnknown := comes && !isKnown
  activity.isForged  := isAsked && now.claimedGuest =/= guest
  activity.accepted  := accepted
  activity.reasons   := Mux(rejected.valid, rejected.bits.reasons, 0.U)
  activity.guest     := guest
}
