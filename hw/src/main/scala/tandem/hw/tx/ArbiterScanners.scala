package tandem.hw.tx

import chisel3._
import chisel3.layer.block
import chisel3.layers.Verification
import chisel3.util.{Mux1H, Valid}
import tandem.hw.{CircularBits, NicParams}

/** A scanner and the guest it is for. */
class ScannerLoan extends Bundle {
  val scanner = UInt(4.W)
  val guest   = UInt(8.W)
}

/** Which guest has which scanner (GA-12, GA-40).
  *
  *   - accepts: a loan, a return, a grant and a pick a cycle
  *   - gives: the scanner for a guest, in the same cycle
  *   - never: two guests in one scanner, but where all share the first
  */
class ArbiterScanners(p: NicParams) extends Module {
  val limit = IO(Input(UInt(5.W)))

  /** Who asks for one, and what it gets. */
  val guest   = IO(Input(UInt(8.W)))
  val isFound = IO(Output(Bool()))
  val scanner = IO(Output(UInt(4.W)))

  val lend     = IO(Flipped(Valid(new ScannerLoan)))
  val giveBack = IO(Flipped(Valid(UInt(4.W))))
  val granted  = IO(Flipped(Valid(UInt(4.W))))
  val picked   = IO(Flipped(Valid(UInt(4.W))))

  /** Whether a scanner holds something of a guest. */
  val asked  = IO(Input(UInt(8.W)))
  val isHeld = IO(Output(Bool()))

  private val HeldBits = 16
  private val count    = p.numQueues
  private val owners   = Reg(Vec(count, UInt(8.W)))
  private val held     = RegInit(VecInit.fill(count)(0.U(HeldBits.W)))
  private val holds    = RegInit(0.U(count.W))
  private val lent     = RegInit(0.U(count.W))
  private val holding  = Wire(Vec(count, Bool()))
  holds := holding.asUInt

  private def is(event: Valid[UInt], s: Int): Bool = event.valid && event.bits === s.U
  for (s <- 0 until count) {
    val adds = is(granted, s)
    val ends = is(picked, s)
    val now  = held(s) + adds - ends
    held(s)    := now
    holding(s) := Mux(adds === ends, holds(s), adds || held(s) =/= 1.U)
    when(lend.valid && lend.bits.scanner === s.U) { owners(s) := lend.bits.guest }
    block(Verification.Assert) {
      assert(!ends || holds(s), "a pick is of a scanner that holds something")
      assert(!adds || !held(s).andR, "at most 65535 grants wait in a scanner")
    }
  }
  private def bit(event: Bool, s: UInt): UInt =
    VecInit.tabulate(count)(i => event && s === i.U).asUInt
  lent := (lent & ~bit(giveBack.valid, giveBack.bits)) |
    bit(lend.valid && limit =/= 0.U, lend.bits.scanner)

  private val own    = holds & VecInit(owners.map(_ === guest)).asUInt
  private val inUse  = VecInit.tabulate(count)(_.U < limit).asUInt
  private val free   = CircularBits.lowest(~holds & ~lent & inUse)
  private val choice = Mux(own.orR, own, free)
  private val shared = limit === 0.U
  isFound := shared || choice.orR
  scanner := Mux(shared, 0.U, Mux1H(choice, (0 until count).map(_.U(4.W))))
  isHeld  := (holds & VecInit(owners.map(_ === asked)).asUInt).orR
}
