package tandem.hw.rx

import chisel3._
import chisel3.util.{Decoupled, ShiftRegister, Valid}
import tandem.hw.{Block, NicParams, StreamContract}
import tandem.hw.record.rx._
import tandem.hw.regs.{HasRegisters, RegisterFile, RegisterPort}

/** Decides which guests get a frame, or the wire, or nobody; contract:
  * docs/blocks/guest-steering-contract.md.
  *
  *   - accepts: a frame a cycle while 16 are not inside; a command while none is under way
  *   - gives: a record for each copy, the first six cycles after its frame, then one a cycle; an
  *     answer six cycles after a command
  *   - keeps order of: frames, copies of a frame, and commands among frames
  *   - never: lets a guest that is not trusted hold back a frame
  *
  * {{{
  *   header ---> SteeringTables -> SteeringDecision -> SteeringCopies -> out
  *                  ^    |
  *   command -> SteeringCommands -> answer
  * }}}
  */
class GuestSteering(p: NicParams) extends Module with HasRegisters with Block {
  val header    = IO(Flipped(Decoupled(new SteeringHeader)))
  val out       = IO(Decoupled(new GuestSegment))
  val command   = IO(Flipped(Decoupled(new SteeringCommand)))
  val answer    = IO(Decoupled(new SteeringAnswer))
  val registers = IO(new RegisterPort)

  val registerMap = SteeringRegisters()

  private val MostInside  = 16
  private val DecideSteps = 3

  private val file = Module(new RegisterFile(registerMap, new SteeringConfig, new SteeringCounts))
  private val commands = Module(new SteeringCommands(p))
  private val tables   = Module(new SteeringTables(p))
  private val copies   = Module(new SteeringCopies(p, MostInside))
  private val counters = Module(new SteeringCounters)
  private val config   = file.config

  private val inside = RegInit(0.U(5.W))
  private val taken = RegInit({
    val none = Wire(Valid(new SteeringHeader))
    none.valid := false.B
    none.bits  := DontCare
    none
  })
  private val leaves = out.fire && out.bits.last
  inside       := inside + header.fire - leaves
  header.ready := inside < MostInside.U && !commands.holds

  tables.config  := config
  tables.states  := commands.states
  taken.valid    := header.fire
  taken.bits     := header.bits
  tables.frame   := SteeredFrame.of(taken.bits)
  tables.link    := LinkView.of(taken.bits)
  tables.keys    := SteeringKeys.of(taken.bits)
  tables.command := commands.keys
  tables.guest   := commands.guest
  tables.writes  := commands.writes

  copies.in.valid := ShiftRegister(taken.valid, DecideSteps, false.B, true.B)
  copies.in.bits  := SteeringDecision(p, tables.view, config, commands.states)
  out <> copies.out

  commands.trustedGuest    := config.trustedGuest
  commands.connectionQuota := config.connectionQuota
  commands.command <> command
  answer <> commands.answer
  commands.view   := tables.view
  commands.places := tables.places

  counters.watchedGuest := config.watchedGuest
  counters.header.valid := header.fire
  counters.header.bits  := header.bits.source
  counters.out.valid    := out.fire
  counters.out.bits     := out.bits
  counters.command      := command.fire
  counters.answer.valid := answer.fire
  counters.answer.bits  := answer.bits.status
  counters.used         := commands.used

  file.registers <> registers
  file.idle     := inside === 0.U && command.ready
  file.counters := counters.counts

  StreamContract(header, "header")
  StreamContract(command, "command")
  StreamContract(out, "out")
  StreamContract(answer, "answer")
}
