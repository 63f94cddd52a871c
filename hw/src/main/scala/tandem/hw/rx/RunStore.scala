package tandem.hw.rx

import chisel3._
import chisel3.util.{Decoupled, Queue, log2Ceil}
import tandem.hw.NicParams
import tandem.hw.record.rx.PayloadBeat
import tandem.hw.ZeroedMemory

/** A unit that has ended: the list with its payload, and how much of it. */
class StoredUnit(listBits: Int) extends Bundle {
  val run   = UInt(32.W)
  val list  = UInt(listBits.W)
  val bytes = UInt(17.W)
}

/** Payload of a run that has not ended; the fields of PayloadBeat. */
class StoredBeat extends Bundle {
  val sequence = UInt(32.W)
  val lane     = UInt(6.W)
  val bytes    = UInt(7.W)
  val last     = Bool()
  val data     = UInt((8 * NicParams.BeatBytes).W)

  /** The payload as that of a run. */
  def of(run: UInt): PayloadBeat = {
    val beat = Wire(new PayloadBeat)
    beat.run := run
    elements.foreach { case (name, field) => beat.elements(name) := field }
    beat
  }
}

object StoredBeat {

  /** `beat` without its run. */
  def apply(beat: PayloadBeat): StoredBeat = {
    val stored = Wire(new StoredBeat)
    stored.elements.foreach { case (name, field) => field := beat.elements(name) }
    stored
  }
}

/** Holds the payload of runs until they have ended.
  *
  * Every entry has a list that is a ring, since its runs end in the order in which they began; one
  * more is for the frames that are a unit alone. A ring holds the longest run and the longest
  * frame, so what is on it goes on in the end, whatever the others hold.
  *
  *   - accepts: a beat a cycle while its list has room
  *   - gives: the payload of ended units, a beat a cycle
  *   - keeps order of: units as they ended, beats of a unit
  */
class RunStore(p: NicParams) extends Module {
  private val lists    = p.flowEntries + 1
  private val listBits = log2Ceil(lists)
  private val ringBits = log2Ceil(math.max(p.storeBeats, p.frameBeats))

  val in   = IO(Flipped(Decoupled(new RunPayload)))
  val unit = IO(Flipped(Decoupled(new StoredUnit(listBits))))
  val out  = IO(Decoupled(new PayloadBeat))
  val idle = IO(Output(Bool()))

  private val beats  = SyncReadMem(lists << ringBits, new StoredBeat)
  private val ends   = Module(new ZeroedMemory(1 << listBits, ringBits + 1, 2))
  private val fronts = Module(new ZeroedMemory(1 << listBits, ringBits + 1, 2))
  private def address(list: UInt, place: UInt): UInt = list ## place(ringBits - 1, 0)

  // In: to the end of a list.
  private val list = Mux(in.bits.collected, in.bits.entry(listBits - 1, 0), p.flowEntries.U)
  ends.readAddress(0)   := list
  fronts.readAddress(0) := list
  private val end = ends.readData(0)
  in.ready          := end =/= (fronts.readData(0) ^ (1 << ringBits).U)
  ends.writeEnable  := in.fire
  ends.writeAddress := list
  ends.writeData    := end + 1.U
  when(in.fire) { beats.write(address(list, end), StoredBeat(in.bits.beat)) }

  // Out: from the front of the list of the oldest unit, until all its bytes are out.
  private val results  = Module(new Queue(new PayloadBeat, RunStore.Results, flow = true))
  private val current  = Reg(new StoredUnit(listBits))
  private val isAtWork = RegInit(false.B)
  private val reading  = RegInit(false.B)
  private val found    = Wire(new StoredBeat)
  private val left     = current.bytes - Mux(reading, found.bytes, 0.U)
  private val goesOn   = isAtWork && left =/= 0.U
  private val active   = Mux(goesOn, current, unit.bits)
  private val isActive = goesOn || unit.valid
  private val hasRoom  = results.io.count +& reading < RunStore.Results.U
  ends.readAddress(1)   := active.list
  fronts.readAddress(1) := active.list
  private val front    = fronts.readData(1)
  private val readsNow = isActive && hasRoom && front =/= ends.readData(1)
  unit.ready          := !goesOn
  fronts.writeEnable  := readsNow
  fronts.writeAddress := active.list
  fronts.writeData    := front + 1.U
  found               := beats.read(address(active.list, front), readsNow)
  isAtWork            := isActive
  reading             := readsNow
  current             := active
  when(goesOn) { current.bytes := left }

  results.io.enq.valid := reading
  results.io.enq.bits  := found.of(current.run)
  out <> results.io.deq
  idle := !isAtWork && results.io.count === 0.U
}

object RunStore {

  /** Beats that can wait behind the memory. */
  val Results = 3
}
