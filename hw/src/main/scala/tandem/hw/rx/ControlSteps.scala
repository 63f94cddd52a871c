package tandem.hw.rx

import chisel3._
import chisel3.util.{UIntToOH, log2Ceil}
import tandem.hw.NicParams
import tandem.hw.record.rx.{ControlOp, EndReason}

/** Carries out the control events that concern many entries: walks the open list, then, for those
  * that free entries, the whole table. And knows which guests have no buffers.
  *
  *   - accepts: one event, which stays until `done`
  *   - gives: the entry that comes next, and whether it is meant
  */
class ControlSteps(p: NicParams) extends Module {
  private val entryBits = log2Ceil(p.flowEntries)

  val op    = IO(Input(ControlOp()))
  val guest = IO(Input(UInt(8.W)))

  /** The event goes on by one step in this cycle. */
  val go = IO(Input(Bool()))

  /** The open list. */
  val list = IO(Flipped(new WalkPort(p)))

  /** The entry asked about, open or, when the table is searched, any; its guest; it is in use. */
  val entry      = IO(Output(UInt(entryBits.W)))
  val entryGuest = IO(Input(UInt(8.W)))
  val inUse      = IO(Input(Bool()))

  /** The entry, which is meant, is closed after this step. */
  val closes = IO(Input(Bool()))

  val isWalk  = IO(Output(Bool()))
  val flushes = IO(Output(Bool()))
  val frees   = IO(Output(Bool()))
  val reason  = IO(Output(UInt(EndReason.widthBits.W)))
  val done    = IO(Output(Bool()))
  val isIdle  = IO(Output(Bool()))

  /** A guest, and whether it has no buffers. */
  val asked = IO(Input(UInt(8.W)))
  val lacks = IO(Output(Bool()))

  private val walking  = RegInit(false.B)
  private val cursor   = Reg(UInt(entryBits.W))
  private val sweeping = RegInit(false.B)
  private val place    = Reg(UInt(entryBits.W))
  private val without  = RegInit(0.U(p.guests.W))

  private val stops  = op === ControlOp.STOP_GUEST || op === ControlOp.STOP_ALL
  private val isAll  = op === ControlOp.END_OF_BURST || op === ControlOp.STOP_ALL
  private val isHere = isAll || entryGuest === guest
  isWalk := stops || isAll || op === ControlOp.BUFFERS_EMPTY
  reason := Mux(
    op === ControlOp.END_OF_BURST,
    EndReason.te(24),
    Mux(stops, EndReason.te(25), EndReason.te(26))
  )
  entry   := Mux(sweeping, place, Mux(walking, cursor, list.first))
  list.at := entry
  flushes := isWalk && !sweeping && (walking || !list.isEmpty) && isHere
  frees   := sweeping && inUse && isHere

  private val staysHere = flushes && !closes
  private val walkEnds  = !sweeping && ((!walking && list.isEmpty) || (!staysHere && list.isLast))
  private val sweepEnds = sweeping && place.andR
  done   := isWalk && Mux(stops, sweepEnds, walkEnds)
  isIdle := !walking && !sweeping

  when(go && isWalk) {
    when(sweeping) {
      sweeping := !sweepEnds
      place    := place + 1.U
    }.otherwise {
      walking  := !walkEnds
      cursor   := Mux(staysHere, entry, list.behind)
      sweeping := walkEnds && stops
      place    := 0.U
    }
  }

  private def bit(guest: UInt): UInt = UIntToOH(guest, p.guests)
  when(go && op === ControlOp.BUFFERS_EMPTY) { without := without | bit(guest) }
  when(go && op === ControlOp.BUFFERS_BACK) { without := without & ~bit(guest) }
  lacks := (without & bit(asked)).orR
}
