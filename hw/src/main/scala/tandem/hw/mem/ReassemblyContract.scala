package tandem.hw.mem

import chisel3._
import chisel3.layer.block
import chisel3.layers.Verification
import chisel3.util.DecoupledIO
import tandem.hw.NicParams
import tandem.hw.record.{HostBurst, HostOp, ReadCompletion}

/** What the streams around the reassembly promise one another, checked in simulation only:
  *
  *   - bursts are reads, follow one another without gap from the first to the last of a request,
  *     and use a slot again only when all data of its former request has come
  *   - a piece has 1 to 64 bytes, all announced, and none of them came before
  */
object ReassemblyContract {

  /** Beats ever taken; wide enough never to wrap in a simulation. */
  private val CountBits = 48

  /** @param beats
    *   beats that the burst takes
    * @param placement
    *   of the completion
    * @param leaves
    *   a beat is delivered
    */
  def apply(
      p: NicParams,
      burst: DecoupledIO[HostBurst],
      completion: DecoupledIO[ReadCompletion],
      beats: UInt,
      placement: PiecePlacement,
      leaves: Bool
  ): Unit =
    block(Verification.Assert) {
      // Bytes announced but not received, by slot; bytes announced of the slot's latest request.
      val missing   = RegInit(VecInit.fill(p.requestSlots)(0.U((p.lengthBits + 1).W)))
      val announced = Mem(p.requestSlots, UInt((p.lengthBits + 1).W))
      checkBursts(p, burst, missing, announced)

      val slot  = completion.bits.slot
      val bytes = completion.bits.bytes
      val isNow = burst.fire && burst.bits.slot === slot
      when(burst.fire) {
        missing(burst.bits.slot)   := missing(burst.bits.slot) + burst.bits.bytes
        announced(burst.bits.slot) := burst.bits.offset +& burst.bits.bytes
      }
      when(completion.fire) {
        missing(slot) := missing(slot) - bytes + Mux(isNow, burst.bits.bytes, 0.U)
      }
      assert(
        !completion.fire || (bytes =/= 0.U && bytes <= NicParams.BeatBytes.U),
        "a completion has 1 to 64 bytes"
      )
      assert(
        !completion.fire ||
          (bytes <= missing(slot) && completion.bits.offset +& bytes <= announced(slot)),
        "a completion came for bytes that were not announced"
      )
      checkRepeats(p, burst, completion, beats, placement, leaves)
    }

  private def checkBursts(
      p: NicParams,
      burst: DecoupledIO[HostBurst],
      missing: Vec[UInt],
      announced: MemBase[UInt]
  ): Unit = {
    val starts = RegInit(true.B)
    val before = Reg(UInt(p.slotBits.W))
    when(burst.fire) {
      starts := burst.bits.last
      before := burst.bits.slot
    }
    val bits = burst.bits
    assert(!burst.fire || bits.op === HostOp.READ, "a write burst came to the reassembly")
    assert(!burst.fire || bits.bytes =/= 0.U, "a burst of no bytes came to the reassembly")
    assert(
      !burst.fire || bits.first === starts,
      "the first burst of a request must follow the last of the one before"
    )
    assert(
      !burst.fire || Mux(
        bits.first,
        bits.offset === 0.U,
        bits.slot === before && bits.offset === announced(before)
      ),
      "a burst does not begin where the one before ends"
    )
    assert(
      !burst.fire || !bits.first || missing(bits.slot) === 0.U,
      "a slot was used again before all data of its request had come"
    )
  }

  /** Follows each byte by the number of its beat since the beginning, which no two share. */
  private def checkRepeats(
      p: NicParams,
      burst: DecoupledIO[HostBurst],
      completion: DecoupledIO[ReadCompletion],
      beats: UInt,
      placement: PiecePlacement,
      leaves: Bool
  ): Unit = {
    val taken = RegInit(0.U(CountBits.W))
    val left  = RegInit(0.U(CountBits.W))
    val bases = Mem(p.requestSlots, UInt(CountBits.W))
    val seen  = RegInit(VecInit.fill(p.reassemblyBeats)(0.U(NicParams.BeatBytes.W)))
    when(burst.fire) {
      taken := taken + beats
      when(burst.bits.first) { bases(burst.bits.slot) := taken }
    }
    when(leaves) {
      left                          := left + 1.U
      seen(left(p.beatBits - 1, 0)) := 0.U
    }

    val beat  = bases(completion.bits.slot) + (completion.bits.offset >> 6)
    val here  = beat(p.beatBits - 1, 0)
    val next  = here + 1.U
    val lanes = placement.first.lanes
    val over  = placement.second.lanes
    when(completion.fire) {
      seen(here) := seen(here) | lanes
      when(over.orR) { seen(next) := seen(next) | over }
    }
    assert(
      !completion.fire || (beat >= left && !(seen(here) & lanes).orR && !(seen(next) & over).orR),
      "a completion repeats bytes that came before"
    )
  }
}
