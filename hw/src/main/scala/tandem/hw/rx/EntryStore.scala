package tandem.hw.rx

import chisel3._
import chisel3.util.{UIntToOH, Valid, log2Ceil}
import tandem.hw.NicParams
import tandem.hw.record.rx.RunPath
import tandem.hw.CircularBits

/** Whose a flow is, and what the transmit side last told of it. */
class FlowOwner extends Bundle {
  val address                = new FlowAddress
  val path                   = RunPath()
  val queue                  = UInt(16.W)
  val transmitValid          = Bool()
  val transmitSequence       = UInt(32.W)
  val transmitAcknowledgment = UInt(32.W)
  val transmitWindow         = UInt(16.W)
}

object FlowOwner {

  /** The owner of a flow nothing is known of. */
  def unknown(address: FlowAddress): FlowOwner = {
    val owner = WireDefault(0.U.asTypeOf(new FlowOwner))
    owner.address := address
    owner
  }
}

/** Where a flow is. */
class FlowProgress extends Bundle {
  val expectedValid = Bool()
  val expected      = UInt(32.W)
  val template      = new FlowTemplate
}

/** What a new run brings. */
class NewRun extends Bundle {
  val run = new RunState

  /** Bytes of its IPv6 extension headers; otherwise they stay. */
  val begins    = Bool()
  val extension = UInt(512.W)
}

/** What is known of every entry but its key and its isles. Reads are answered in the same cycle.
  *
  *   - accepts: for the entry `at` new progress, owner and run, and one run that ends, each cycle;
  *     a run that begins takes the place of one that ends
  */
class EntryStore(p: NicParams) extends Module {
  private val entryBits = log2Ceil(p.flowEntries)

  val at       = IO(Input(UInt(entryBits.W)))
  val hasRun   = IO(Output(Bool()))
  val progress = IO(Output(new FlowProgress))

  /** The entry whose run is shown, and the one whose owner is. */
  val runAt     = IO(Input(UInt(entryBits.W)))
  val run       = IO(Output(new RunState))
  val extension = IO(Output(UInt(512.W)))
  val ownerAt   = IO(Input(UInt(entryBits.W)))
  val owner     = IO(Output(new FlowOwner))

  /** Another entry, and whether it has a run. */
  val asked       = IO(Input(UInt(entryBits.W)))
  val askedHasRun = IO(Output(Bool()))

  val newProgress = IO(Flipped(Valid(new FlowProgress)))
  val newOwner    = IO(Flipped(Valid(new FlowOwner)))
  val newRun      = IO(Flipped(Valid(new NewRun)))
  val runEnds     = IO(Flipped(Valid(UInt(entryBits.W))))

  private val running    = RegInit(0.U(p.flowEntries.W))
  private val runs       = Mem(p.flowEntries, new RunState)
  private val extensions = Mem(p.flowEntries, UInt(512.W))
  private val owners     = Mem(p.flowEntries, new FlowOwner)
  private val progresses = Mem(p.flowEntries, new FlowProgress)

  private def bit(step: Valid[_ <: Data], entry: UInt): UInt =
    Mux(step.valid, UIntToOH(entry, p.flowEntries), 0.U)
  running := (running & ~bit(runEnds, runEnds.bits)) | bit(newRun, at)
  when(newRun.valid) {
    runs(at) := newRun.bits.run
    when(newRun.bits.begins) { extensions(at) := newRun.bits.extension }
  }
  when(newProgress.valid) { progresses(at) := newProgress.bits }
  when(newOwner.valid) { owners(at) := newOwner.bits }

  hasRun      := CircularBits.at(running, at)
  progress    := progresses(at)
  run         := runs(runAt)
  extension   := extensions(runAt)
  owner       := owners(ownerAt)
  askedHasRun := CircularBits.at(running, asked)
}
