package tandem.hw.rx

import chisel3._
import chisel3.util.{Mux1H, UIntToOH, Valid, log2Ceil}
import tandem.hw.NicParams
import tandem.hw.CircularBits

/** What each guest may do, a bit a guest. */
class GuestStates(p: NicParams) extends Bundle {
  val enabled   = UInt(p.guests.W)
  val antiSpoof = UInt(p.guests.W)
  val loopback  = UInt(p.guests.W)
}

object GuestStates {

  /** The bit of a guest; false where there is no such guest. */
  def of(bits: UInt, guest: UInt): Bool = {
    val guests = bits.getWidth
    val its    = CircularBits.at(bits, guest(math.max(1, log2Ceil(guests)) - 1, 0))
    guest < guests.U(9.W) && its
  }

  /** The bits with that of a guest, which there is, replaced. */
  def updated(bits: UInt, guest: UInt, bit: Bool): UInt = {
    val place = UIntToOH(guest, bits.getWidth)
    Mux(bit, bits | place, bits & ~place)
  }
}

/** Where a command finds its key, and where there is room for it. */
class SteeringPlaces(p: NicParams) extends Bundle {
  val mac        = new KeyedPlace(p.macWays, p.macEntries)
  val group      = new KeyedPlace(p.groupWays, p.groupEntries)
  val connection = new KeyedPlace(p.steeringWays, p.steeringFlows)
}

/** Writes into the three tables. */
class SteeringWrites(p: NicParams) extends Bundle {
  private val guest = UInt(8.W)
  val mac = new KeyedWrite(new KeyedPlace(p.macWays, p.macEntries), SteeringKeys.AddressBits, guest)
  val group = new KeyedWrite(
    new KeyedPlace(p.groupWays, p.groupEntries),
    SteeringKeys.AddressBits,
    UInt(p.guests.W)
  )
  val connection = new KeyedWrite(
    new KeyedPlace(p.steeringWays, p.steeringFlows),
    SteeringKeys.ConnectionBits,
    new SteeredConnection
  )
}

/** Whose a connection is, and its queue. */
class SteeredConnection extends Bundle {
  val guest = UInt(8.W)
  val queue = UInt(16.W)
}

/** Asks the tables about a frame, or about the key of a command.
  *
  *   - accepts: a frame a cycle; a key of a command in a cycle without a frame
  *   - gives: what they say, three cycles later; the answer to a frame is that of the tables as
  *     they were in the cycle after it came
  *
  * {{{
  *   keys ---> MAC, group and connection tables -> owner, queue, members -> view
  *   frame ---> sender ------------------------------------------------------------^
  * }}}
  */
class SteeringTables(p: NicParams) extends Module {
  val config  = IO(Input(new SteeringConfig))
  val states  = IO(Input(new GuestStates(p)))
  val frame   = IO(Input(new SteeredFrame))
  val link    = IO(Input(new LinkView))
  val keys    = IO(Input(new SteeringKeys))
  val command = IO(Flipped(Valid(new SteeringKeys)))

  /** The guest of the command. */
  val guest  = IO(Input(UInt(8.W)))
  val view   = IO(Output(new SteeringView(p)))
  val places = IO(Output(new SteeringPlaces(p)))
  val writes = IO(Input(new SteeringWrites(p)))

  private val macs = Module(
    new KeyedTable(new KeyedPlace(p.macWays, p.macEntries), SteeringKeys.AddressBits, 2)(UInt(8.W))
  )
  private val groups = Module(
    new KeyedTable(new KeyedPlace(p.groupWays, p.groupEntries), SteeringKeys.AddressBits)(
      UInt(p.guests.W)
    )
  )
  private val connections = Module(
    new KeyedTable(
      new KeyedPlace(p.steeringWays, p.steeringFlows),
      SteeringKeys.ConnectionBits,
      rowKeyBits = SteeringKeys.TupleBits
    )(new SteeredConnection)
  )
  macs.write        := writes.mac
  groups.write      := writes.group
  connections.write := writes.connection

  // First cycle: the keys, and the sender.
  private val asked = Mux(command.valid, command.bits, keys)
  macs.key(0)        := asked.destination
  macs.key(1)        := asked.source
  groups.key(0)      := asked.destination
  connections.key(0) := asked.connection
  private val sender = Wire(new SenderView)
  sender.isEnabled := GuestStates.of(states.enabled, frame.sender)
  sender.isChecked := GuestStates.of(states.antiSpoof, frame.sender)
  sender.loops     := GuestStates.of(states.loopback, frame.sender)

  // Second cycle: the tables look. Third cycle: what they say.
  private val frameThen  = RegNext(RegNext(frame))
  private val linkThen   = RegNext(RegNext(link))
  private val senderThen = RegNext(RegNext(sender))
  private val isCommand  = RegNext(RegNext(command.valid, false.B), false.B)
  private val owned      = macs.found(0)
  private val owner      = owned.value
  private val source     = macs.found(1)
  private val member     = groups.found(0)
  private val flows      = connections.found(0)
  private val asker      = Mux(isCommand, guest, owner)
  private val itsFlows = flows.hits &
    VecInit(flows.values.map(_.guest === asker)).asUInt
  private val everybody = VecInit.fill(p.guests)(true.B).asUInt
  private val byDefault = Mux(
    config.unknownGroup === UnknownRule.DEFAULT,
    UIntToOH(config.defaultGuest, 256)(p.guests - 1, 0),
    0.U
  )
  private val exceptSender = ~UIntToOH(frameThen.sender, 256)(p.guests - 1, 0)
  private val reachable = states.enabled &
    Mux(
      frameThen.isFromGuest,
      Mux(senderThen.loops, exceptSender, 0.U),
      everybody
    )
  private val inGroup = Mux(member.hits.orR, member.value, byDefault)

  private val seen = Wire(new SteeringView(p))
  seen.frame        := frameThen
  seen.sender       := senderThen
  seen.link         := linkThen
  seen.ownsSource   := (source.hits & VecInit(source.values.map(_ === frameThen.sender)).asUInt).orR
  seen.isOwned      := owned.hits.orR
  seen.owner        := owner
  seen.ownerEnabled := GuestStates.of(states.enabled, owner)
  seen.isSteered    := itsFlows.orR
  seen.queue        := Mux(itsFlows.orR, Mux1H(itsFlows, flows.values.map(_.queue)), 0.U)
  seen.isKnownGroup := member.hits.orR
  seen.members      := Mux(isCommand, member.value, inGroup & reachable)
  view              := RegNext(seen)

  places.mac             := RegNext(owned.place)
  places.group           := RegNext(member.place)
  places.connection      := RegNext(flows.place)
  places.connection.hits := RegNext(itsFlows)
}
