package tandem.hw.tx

import chisel3._
import chisel3.util.{Decoupled, Pipe, Valid, log2Ceil}
import tandem.hw.{Block, NicParams, StreamContract}
import tandem.hw.record._
import tandem.hw.regs.{HasRegisters, RegisterFile, RegisterPort}

/** Whose turn it is at the transmit engine, and for how many bytes; contract:
  * docs/blocks/guest-arbiter-contract.md.
  *
  *   - accepts: a page write, a pick and a command while none is under way, every cycle
  *   - gives: a grant a cycle, the first six cycles behind its page write
  *   - keeps order of: the requests of a guest
  *   - never: lets a guest hold back another, or takes its word for who it is
  *
  * {{{
  *   page -> ArbiterDoorbells -> ArbiterRing ------------------------------+
  *                |                  ^                                     v
  *                v                  |                 TurnEngine -> ArbiterOut -> out
  *          ArbiterPlaces -> TurnPreparation ------------^   |
  *                ^   ^                                      |
  *                |   +--- ArbiterTokens <------ ended ------+
  *   command -> ArbiterCommands -> answer
  * }}}
  */
class GuestArbiter(p: NicParams) extends Module with HasRegisters with Block {
  val page      = IO(Flipped(Decoupled(new PageWrite(p))))
  val picked    = IO(Flipped(Decoupled(new ScannerPicked)))
  val command   = IO(Flipped(Decoupled(new ArbiterCommand(p))))
  val out       = IO(Decoupled(new QueueReady(p)))
  val answer    = IO(Decoupled(new ArbiterAnswer))
  val reject    = IO(Decoupled(new DoorbellReject))
  val turnEvent = IO(Valid(new TurnEvent))
  val endEvent  = IO(Valid(new EndEvent))
  val registers = IO(new RegisterPort)

  val registerMap = ArbiterRegisters(p)

  private val guestBits    = math.max(1, log2Ceil(p.guests))
  private val MostPrepared = 4

  /** From the POST of a request to where steps of the next cycle can see it, less one. */
  private val HiddenCycles = 3

  private val file = Module(new RegisterFile(registerMap, new ArbiterConfig, new ArbiterCounts))
  private val doorbells   = Module(new ArbiterDoorbells(p))
  private val ring        = Module(new ArbiterRing(p))
  private val places      = Module(new ArbiterPlaces(p))
  private val tokens      = Module(new ArbiterTokens(p))
  private val scanners    = Module(new ArbiterScanners(p))
  private val preparation = Module(new TurnPreparation(p))
  private val engine      = Module(new TurnEngine(p))
  private val grants      = Module(new ArbiterOut(p, log2Ceil(p.guestDepth)))
  private val rejects     = Module(new ArbiterRejects(p))
  private val commands    = Module(new ArbiterCommands(p))
  private val counters    = Module(new ArbiterCounters)
  private val config      = file.config
  private val settings    = commands.settings

  // Page writes.
  page.ready           := true.B
  doorbells.page.valid := page.valid
  doorbells.page.bits  := page.bits
  doorbells.settings   := settings
  doorbells.granted    := engine.granted
  rejects.asked        := doorbells.asked
  rejects.said         := doorbells.rejected
  reject <> rejects.reject
  private val posted = doorbells.posted
  ring.posted := posted

  // Requests that steps do not see yet.
  private val hidden = (1 to HiddenCycles).scanLeft {
    val request = Wire(Valid(new VisibleRequest(p)))
    request.valid           := posted.valid
    request.bits.guest      := posted.bits.guest
    request.bits.place      := posted.bits.place
    request.bits.size.bytes := posted.bits.bytes
    request.bits.size.moves := posted.bits.moves
    request
  }((request, _) => Pipe(request))
  private val seen = hidden.last

  // Where the guests are.
  places.settings     := settings
  places.released     := tokens.released
  places.posted.valid := posted.valid
  places.posted.bits  := posted.bits.guest
  places.ended.valid  := engine.ended.valid
  places.ended.bits   := engine.ended.bits.guest
  places.endUsedUp    := tokens.isUsedUp
  places.toRelease    := tokens.swept
  places.toPost       := doorbells.asked
  places.toEnd        := engine.current
  places.toSweep      := tokens.asked
  places.commanded    := commands.guest(guestBits - 1, 0)
  private val endsGuest = engine.ended.bits.guest
  places.endWaits := engine.someLeft ||
    hidden.map(r => r.valid && r.bits.guest === endsGuest).reduce(_ || _)

  tokens.settings    := settings
  tokens.commanded   := command.bits.guest(guestBits - 1, 0)
  tokens.current     := engine.current
  tokens.ended       := engine.ended
  tokens.isThrottled := places.isThrottled

  // The next turn.
  private val prepared = RegInit(0.U(3.W))
  private val isListed = places.urgent.valid || places.normal.valid
  private val chosen   = Mux(places.urgent.valid, places.urgent.bits, places.normal.bits)
  private val prepares = isListed && prepared < MostPrepared.U && scanners.isFound
  prepared                   := prepared + prepares - engine.activity.begins
  places.pop                 := prepares
  scanners.limit             := config.scanners
  scanners.guest             := chosen
  scanners.lend.valid        := prepares
  scanners.lend.bits.scanner := scanners.scanner
  scanners.lend.bits.guest   := chosen
  scanners.giveBack.valid    := engine.ended.valid
  scanners.giveBack.bits     := engine.ended.bits.scanner
  scanners.granted.valid     := engine.slice.valid
  scanners.granted.bits      := engine.slice.bits.scanner
  scanners.asked             := commands.guest
  picked.ready               := true.B
  scanners.picked.valid      := RegNext(picked.valid, false.B)
  scanners.picked.bits       := RegNext(picked.bits.scanner)

  preparation.config              := config
  preparation.settings            := settings
  preparation.chosen.valid        := prepares
  preparation.chosen.bits.guest   := chosen
  preparation.chosen.bits.scanner := scanners.scanner
  preparation.chosen.bits.urgent  := places.urgent.valid
  preparation.seen                := seen
  preparation.granted             := engine.granted
  preparation.owed                := engine.owed
  preparation.partial             := engine.partial
  for (i <- 0 until 2) {
    ring.asked(i)        := preparation.asked(i)
    preparation.sizes(i) := ring.sizes(i)
  }

  // The turn.
  engine.config     := config
  engine.prepared   := preparation.turn
  engine.seen       := seen
  engine.hasRoom    := grants.hasRoom
  engine.isAlone    := prepared === engine.isNew.asUInt && !isListed
  engine.size       := ring.sizes(2)
  ring.asked(2)     := engine.asked
  ring.wanted.guest := engine.slice.bits.guest(guestBits - 1, 0)
  ring.wanted.place := engine.slice.bits.place
  grants.slice      := engine.slice
  grants.kept       := ring.kept
  out <> grants.out

  // Commands.
  commands.trustedGuest := config.trustedGuest
  commands.command <> command
  commands.isHere := places.isHere || scanners.isHeld
  answer <> commands.answer

  // What is seen of it.
  turnEvent             := preparation.event
  endEvent.valid        := engine.ended.valid
  endEvent.bits.guest   := endsGuest
  endEvent.bits.charged := engine.ended.bits.charged(31, 0)
  endEvent.bits.next := Mux(
    places.endWaits,
    Mux(tokens.isUsedUp, GuestPlace.THROTTLED, GuestPlace.LISTED).asUInt,
    GuestPlace.IDLE.asUInt
  )

  counters.config       := config
  counters.post         := doorbells.activity
  counters.turn         := engine.activity
  counters.throttles    := RegNext(tokens.isUsedUp, false.B)
  counters.command      := command.fire
  counters.answer.valid := answer.fire
  counters.answer.bits  := answer.bits.status

  file.registers <> registers
  file.counters := counters.counts
  file.idle := counters.isEmpty && prepared === 0.U && !engine.isBusy && grants.isEmpty &&
    rejects.isEmpty && command.ready

  StreamContract(page, "page")
  StreamContract(picked, "picked")
  StreamContract(command, "command")
  StreamContract(out, "out")
  StreamContract(answer, "answer")
  StreamContract(reject, "reject")
}
