package tandem.hw.mem

import chisel3._
import chisel3.util.Decoupled
import tandem.hw.record.{HostBurst, PayloadBeat, ReadCompletion}
import tandem.hw.regs.{HasRegisters, RegisterFile, RegisterPort}
import tandem.hw.{Block, NicParams, RunningSum, StreamContract}

/** Puts the data of read bursts, which memory returns in any order, back into the order of requests
  * and bytes.
  *
  *   - accepts: the read bursts in the order of their issue, each while the buffer has room for all
  *     its bytes; a piece of their data each cycle, always, from the cycle after its burst
  *   - gives: the bytes of each request in beats of 64, all but its last beat full; a beat a cycle,
  *     the first four cycles after the piece that completes it
  *   - keeps order of: requests as of their bursts, bytes of a request
  *   - never: holds up memory, nor gives a byte that was not announced; `burst.ready` depends on
  *     the length of the burst offered, on nothing else of the same cycle
  *
  * {{{
  *   burst ----------------> BeatRing ------> give -> out
  *                             ^  |             ^
  *   completion -> PiecePlacement +-> BeatBanks-+
  * }}}
  */
class ReadReassembly(p: NicParams) extends Module with HasRegisters with Block {
  val burst      = IO(Flipped(Decoupled(new HostBurst(p))))
  val completion = IO(Flipped(Decoupled(new ReadCompletion(p))))
  val out        = IO(Decoupled(new PayloadBeat(p)))
  val registers  = IO(new RegisterPort)

  val registerMap = ReassemblyRegisters()

  private val ring      = Module(new BeatRing(p))
  private val placement = Module(new PiecePlacement)
  private val banks     = Module(new BeatBanks(p))
  private val file = Module(
    new RegisterFile(registerMap, new ReassemblyConfig, new ReassemblyCounts)
  )

  ring.burst.valid      := burst.valid
  ring.burst.bits.slot  := burst.bits.slot
  ring.burst.bits.start := burst.bits.offset(5, 0)
  ring.burst.bits.bytes := burst.bits.bytes
  ring.burst.bits.first := burst.bits.first
  ring.burst.bits.last  := burst.bits.last
  burst.ready           := ring.burst.ready

  // A piece: its room was set aside with its burst. It is laid over its beats, and written in the
  // next cycle.
  completion.ready := true.B
  private val piece     = completion.bits
  private val pieceBeat = ring.base + (piece.offset >> 6).pad(p.beatBits)(p.beatBits - 1, 0)
  ring.slot       := piece.slot
  placement.start := piece.offset(5, 0)
  placement.bytes := piece.bytes
  placement.data  := piece.data
  private val beat = RegNext(pieceBeat)
  ring.arrival.valid       := RegNext(completion.fire, false.B)
  ring.arrival.bits.beat   := beat
  ring.arrival.bits.first  := RegNext(placement.first.bytes)
  ring.arrival.bits.second := RegNext(placement.second.bytes)
  banks.write              := ring.arrival.valid
  banks.beat               := beat
  banks.first              := RegNext(placement.first.lanes)
  banks.second             := RegNext(placement.second.lanes)
  banks.piece              := RegNext(placement.rotated)

  // The beat that leaves stays in the banks until it is taken, and is read again while it waits.
  private val giving  = RegInit(false.B)
  private val leaving = Reg(new WholeBeat(p))
  private val moves   = out.ready || !giving
  ring.out.ready := moves
  ring.release   := out.fire
  banks.readBeat := Mux(moves, ring.out.bits.beat, leaving.beat)
  when(moves) {
    giving  := ring.out.valid
    leaving := ring.out.bits
  }
  private val lanes = PiecePlacement.lanesBelow(leaving.bytes)
  out.valid      := giving
  out.bits.slot  := leaving.slot
  out.bits.bytes := leaving.bytes
  out.bits.last  := leaving.last
  out.bits.data := VecInit
    .tabulate(NicParams.BeatBytes) { lane =>
      Mux(lanes(lane), banks.data(lane * 8 + 7, lane * 8), 0.U)
    }
    .asUInt

  file.registers <> registers
  file.idle                     := true.B
  file.counters.readCompletions := RunningSum(completion.fire)
  file.counters.payloadBeats    := RunningSum(out.fire)
  file.counters.payloadBytes    := RunningSum(Mux(out.fire, leaving.bytes, 0.U))

  StreamContract(burst, "burst")
  StreamContract(completion, "completion")
  StreamContract(out, "out")
  ReassemblyContract(p, burst, completion, ring.burst.bits.beats, placement, out.fire)
}
