package tandem.hw.tx

import chisel3._
import chisel3.util.{Mux1H, Valid, log2Ceil}
import tandem.hw.{GuestMemory, GuestWrite, NicParams}
import tandem.hw.record.TurnEvent

/** A guest that gets a turn. */
class ChosenGuest(guestBits: Int) extends Bundle {
  val guest   = UInt(guestBits.W)
  val scanner = UInt(4.W)
  val urgent  = Bool()
}

/** Looks up what a turn needs, in three cycles (GA-30, GA-33).
  *
  *   - accepts: a guest a cycle
  *   - gives: its turn two cycles later
  */
class TurnPreparation(p: NicParams) extends Module {
  private val guestBits = math.max(1, log2Ceil(p.guests))
  private val placeBits = log2Ceil(p.guestDepth) + 1
  private val OwedBits  = 32

  val config   = IO(Input(new ArbiterConfig))
  val settings = IO(Flipped(Valid(new NewSettings(p))))

  /** Whether valid or not, its guest is looked up. */
  val chosen = IO(Flipped(Valid(new ChosenGuest(guestBits))))

  /** What becomes visible in this cycle. */
  val seen = IO(Flipped(Valid(new VisibleRequest(p))))

  /** What a turn leaves behind: where the next request is, and at its end what it owes, and what of
    * the request at the head was granted, and is left.
    */
  val granted = IO(Flipped(Valid(new GuestWrite(guestBits, placeBits))))
  val owed    = IO(Flipped(Valid(new GuestWrite(guestBits, OwedBits))))
  val partial = IO(Flipped(Valid(new GuestWrite(guestBits, 2 * 32))))

  /** The first two requests of the ring, asked for and told. */
  val asked = IO(Output(Vec(2, new RingPlace(p))))
  val sizes = IO(Input(Vec(2, new RingSize)))

  val turn  = IO(Valid(new Turn(p)))
  val event = IO(Valid(new TurnEvent))

  private def memory(bits: Int, write: Valid[GuestWrite], isZeroed: Boolean): UInt = {
    val memory = Module(new GuestMemory(p.guests, bits, 1, isZeroed))
    memory.address(0) := chosen.bits.guest
    memory.write      := write
    memory.data(0)
  }
  private val shareWrite = Wire(Valid(new GuestWrite(guestBits, new TurnShare().getWidth)))
  shareWrite.valid := settings.valid
  shareWrite.bits  := settings.bits.write(settings.bits.share)
  private val tailWrite = Wire(Valid(new GuestWrite(guestBits, placeBits)))
  tailWrite.valid      := seen.valid
  tailWrite.bits.guest := seen.bits.guest
  tailWrite.bits.data  := seen.bits.place + 1.U

  private val share = memory(new TurnShare().getWidth, shareWrite, false).asTypeOf(new TurnShare)
  private val head  = memory(placeBits, granted, true)
  private val tail  = memory(placeBits, tailWrite, true)
  private val owes  = memory(OwedBits, owed, true)
  private val part  = memory(2 * 32, partial, true)

  // The cycle behind the choice: what the turn may be charged.
  private val looks    = RegNext(chosen.valid, false.B)
  private val now      = RegNext(chosen.bits)
  private val perGuest = config.quantumBytes === 0.U
  private val credit = Mux1H(
    (perGuest -> share.weight.pad(25)) +:
      (6 to 16).map(i => config.quantumBytes(i) -> (share.weight << i).pad(25))
  )
  asked(0).set(now.guest, head)
  asked(1).set(now.guest, head + 1.U)
  event.valid        := looks
  event.bits.guest   := now.guest
  event.bits.scanner := now.scanner
  event.bits.urgent  := now.urgent
  event.bits.credit  := credit

  private val early = Wire(new Turn(p))
  early.guest   := now.guest
  early.scanner := now.scanner
  early.limited := share.limited
  early.credit  := credit
  early.below   := credit.pad(Turn.DeficitBits) + ~owes.pad(Turn.DeficitBits)
  early.visible := tail - head
  early.head    := head
  early.offset  := part(63, 32)
  early.left    := part(31, 0)
  early.first   := DontCare
  early.second  := DontCare

  private def sees(turn: Turn): Bool = seen.valid && seen.bits.guest === turn.guest

  // The cycle behind that: what its first two requests cost.
  private val kept = RegNext({
    val turn = WireInit(early)
    turn.visible := early.visible + sees(early)
    turn
  })
  turn.valid := RegNext(looks, false.B)
  turn.bits  := kept
  turn.bits.first := Slice(
    Mux(kept.left.orR, kept.left, sizes(0).bytes),
    sizes(0).moves,
    config.sliceBytes
  )
  turn.bits.second  := Slice(sizes(1).bytes, sizes(1).moves, config.sliceBytes)
  turn.bits.visible := kept.visible + sees(kept)
}
