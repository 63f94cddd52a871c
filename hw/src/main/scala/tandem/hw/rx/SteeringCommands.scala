package tandem.hw.rx

import chisel3._
import chisel3.util.{Decoupled, RegEnable, Valid, log2Ceil}
import tandem.hw.NicParams
import tandem.hw.record.rx._
import tandem.hw.ZeroedMemory

/** Carries out commands, one at a time (GS-40 to GS-51, GS-74, GS-75).
  *
  *   - accepts: a command while none is under way
  *   - gives: its answer six cycles later; while one of the trusted guest is on its way, no frame
  *     may come
  *   - never: changes anything for a command whose answer is not OK
  */
class SteeringCommands(p: NicParams) extends Module {
  val trustedGuest    = IO(Input(UInt(8.W)))
  val connectionQuota = IO(Input(UInt(16.W)))
  val command         = IO(Flipped(Decoupled(new SteeringCommand)))
  val answer          = IO(Decoupled(new SteeringAnswer))

  /** No frame may come. */
  val holds  = IO(Output(Bool()))
  val states = IO(Output(new GuestStates(p)))

  /** To be asked in this cycle, for `guest`. */
  val keys  = IO(Valid(new SteeringKeys))
  val guest = IO(Output(UInt(8.W)))

  /** What the tables said, three cycles after they were asked. */
  val view   = IO(Input(new SteeringView(p)))
  val places = IO(Input(new SteeringPlaces(p)))
  val writes = IO(Output(new SteeringWrites(p)))
  val used   = IO(Output(new SteeringUse))

  private val Asks    = 2
  private val Decides = 5
  private val Answers = 6

  /** Cycles since the command came, 0 while there is none or its answer waits. */
  private val step = RegInit(0.U(3.W))
  private val busy = RegInit(false.B)
  private val now  = RegEnable(command.bits, command.fire)
  private val isTrusted =
    RegEnable(command.bits.issuer === trustedGuest, command.fire)
  when(command.fire) {
    step := 1.U
    busy := true.B
  }.elsewhen(step =/= 0.U) {
    step := Mux(step === Answers.U, 0.U, step + 1.U)
  }
  command.ready := !busy
  holds         := step =/= 0.U && isTrusted

  private val held = RegInit({
    val all = Wire(new GuestStates(p))
    all.enabled   := 0.U
    all.antiSpoof := ~0.U(p.guests.W)
    all.loopback  := ~0.U(p.guests.W)
    all
  })
  states := held

  guest                 := now.guest
  keys.valid            := step === Asks.U && isTrusted
  keys.bits.destination := SteeringKeys.address(now.mac, now.vlan)
  keys.bits.source      := keys.bits.destination
  keys.bits.connection  := SteeringKeys.connection(now, now.kind)

  // What the command itself says.
  private val isMac   = now.op === SteeringOp.ADD_MAC || now.op === SteeringOp.REMOVE_MAC
  private val isGroup = now.op === SteeringOp.JOIN || now.op === SteeringOp.LEAVE
  private val isConnection =
    now.op === SteeringOp.ADD_CONNECTION || now.op === SteeringOp.REMOVE_CONNECTION
  private val isOfGroup = SteeringKeys.isGroup(now.mac)
  private val isTcpOrUdp =
    now.kind === SegmentKind.UDP.asUInt || now.kind === SegmentKind.TCP.asUInt
  private val isIp = now.ipVersion === 4.U || now.ipVersion === 6.U
  private val isBadAddress = isMac && (isOfGroup || now.mac === 0.U) ||
    isGroup && !isOfGroup || isConnection && !(isTcpOrUdp && isIp)
  private val isBadVlan = (isMac || isGroup) && now.vlan.andR

  // What the tables say.
  private val count   = Module(new ZeroedMemory(p.guests, log2Ceil(p.steeringFlows) + 1, 1))
  private val counted = count.readData(0)
  private val index   = now.guest(math.max(1, log2Ceil(p.guests)) - 1, 0)
  count.readAddress(0) := index
  private val overQuota = RegNext(connectionQuota =/= 0.U && counted >= connectionQuota)
  private val isMember  = GuestStates.of(view.members, now.guest) && view.isKnownGroup
  private val noRoom = Mux(
    isMac,
    !places.mac.free.orR,
    Mux(isGroup, !places.group.free.orR, !places.connection.free.orR)
  )

  import SteeringStatus._
  private val status = WireDefault(OK)
  when(!isTrusted) { status := NOT_PRIVILEGED }
    .elsewhen(!SteeringOp.isLegal(now.op)) { status := BAD_COMMAND }
    .elsewhen(now.guest >= p.guests.U(9.W)) { status := BAD_GUEST }
    .elsewhen(isBadAddress) { status := BAD_ADDRESS }
    .elsewhen(isBadVlan) { status := BAD_VLAN }
    .elsewhen(now.op === SteeringOp.ADD_MAC) {
      when(view.isOwned) { status := EXISTS }.elsewhen(noRoom) { status := FULL }
    }
    .elsewhen(now.op === SteeringOp.REMOVE_MAC) {
      when(!view.isOwned || view.owner =/= now.guest) { status := NOT_FOUND }
    }
    .elsewhen(now.op === SteeringOp.JOIN) {
      when(isMember) { status := EXISTS }
        .elsewhen(!view.isKnownGroup && noRoom) { status := FULL }
    }
    .elsewhen(now.op === SteeringOp.LEAVE) { when(!isMember) { status := NOT_FOUND } }
    .elsewhen(now.op === SteeringOp.ADD_CONNECTION) {
      when(view.isSteered) { status := EXISTS }
        .elsewhen(overQuota) { status := QUOTA }
        .elsewhen(noRoom) { status := FULL }
    }
    .elsewhen(now.op === SteeringOp.REMOVE_CONNECTION) {
      when(!view.isSteered) { status := NOT_FOUND }
    }

  private val takesEffect          = step === Decides.U && status === OK
  private def does(op: UInt): Bool = takesEffect && now.op === op

  // What it changes.
  private val membersThen = GuestStates.updated(
    Mux(view.isKnownGroup, view.members, 0.U),
    now.guest,
    now.op === SteeringOp.JOIN
  )
  private val newGroup = does(SteeringOp.JOIN) && !view.isKnownGroup
  private val endGroup = does(SteeringOp.LEAVE) && !membersThen.orR
  private def put[T <: Data](write: KeyedWrite[T], place: KeyedPlace, isNew: Bool, isOld: Bool) = {
    write.ways := Mux(isNew, place.room, Mux(isOld, place.hits, 0.U))
    write.row  := place.row
  }
  put(writes.mac, places.mac, does(SteeringOp.ADD_MAC), does(SteeringOp.REMOVE_MAC))
  writes.mac.holds := now.op === SteeringOp.ADD_MAC
  writes.mac.key   := keys.bits.destination
  writes.mac.value := now.guest
  put(
    writes.group,
    places.group,
    newGroup,
    does(SteeringOp.JOIN) || does(SteeringOp.LEAVE)
  )
  writes.group.holds := membersThen.orR
  writes.group.key   := keys.bits.destination
  writes.group.value := membersThen
  private val addsConnection = does(SteeringOp.ADD_CONNECTION)
  private val endsConnection = does(SteeringOp.REMOVE_CONNECTION)
  put(writes.connection, places.connection, addsConnection, endsConnection)
  writes.connection.holds       := addsConnection
  writes.connection.key         := keys.bits.connection
  writes.connection.value.guest := now.guest
  writes.connection.value.queue := now.queue
  count.writeEnable             := addsConnection || endsConnection
  count.writeAddress            := index
  count.writeData               := Mux(addsConnection, counted + 1.U, counted - 1.U)
  when(does(SteeringOp.SET_GUEST)) {
    held.enabled   := GuestStates.updated(held.enabled, now.guest, now.enabled)
    held.antiSpoof := GuestStates.updated(held.antiSpoof, now.guest, now.antiSpoof)
    held.loopback  := GuestStates.updated(held.loopback, now.guest, now.loopback)
  }

  private def inUse(begins: Bool, ends: Bool): UInt = {
    val total = RegInit(0.U(13.W))
    when(begins) { total := total + 1.U }.elsewhen(ends) { total := total - 1.U }
    total
  }
  used.macs        := inUse(does(SteeringOp.ADD_MAC), does(SteeringOp.REMOVE_MAC))
  used.groups      := inUse(newGroup, endGroup)
  used.connections := inUse(addsConnection, endsConnection)

  // The answer.
  private val answers    = RegInit(false.B)
  private val statusThen = RegEnable(status, step === Decides.U)
  when(step === Decides.U) { answers := true.B }.elsewhen(answer.fire) {
    answers := false.B
    busy    := false.B
  }
  answer.valid       := answers
  answer.bits.tag    := now.tag
  answer.bits.issuer := now.issuer
  answer.bits.op     := now.op
  answer.bits.status := statusThen
}

/** How much of the tables is in use. */
class SteeringUse extends Bundle {
  val macs        = UInt(13.W)
  val groups      = UInt(13.W)
  val connections = UInt(13.W)
}
