package tandem.hw.rx

import chisel3._
import chisel3.util.Cat
import tandem.hw.NicParams
import tandem.hw.record.rx.{
  ConnectionFields,
  GuestSegment,
  SegmentIssue,
  SteeringHeader,
  SteeringSource
}

/** What a frame or a command asks the tables. */
class SteeringKeys extends Bundle {
  val destination = UInt(SteeringKeys.AddressBits.W)
  val source      = UInt(SteeringKeys.AddressBits.W)
  val connection  = UInt(SteeringKeys.ConnectionBits.W)
}

object SteeringKeys {
  private val MacBits = 48

  /** An address in its VLAN. */
  val AddressBits: Int = MacBits + 12

  /** What of the key of a connection chooses its row: addresses and ports. */
  val TupleBits: Int = 4 * 64 + 2 * 16

  /** A connection without its guest: the tuple, then the IP version and the kind. */
  val ConnectionBits: Int = TupleBits + 4 + 3

  /** Whether the group bit is set in an address or the key made of it. */
  def isGroup(mac: UInt): Bool = mac(40)

  def address(mac: UInt, vlan: UInt): UInt = vlan ## mac

  def connection(fields: ConnectionFields, kind: UInt): UInt = Cat(
    kind,
    fields.ipVersion,
    fields.sourceHigh,
    fields.sourceLow,
    fields.destinationHigh,
    fields.destinationLow,
    fields.sourcePort,
    fields.destinationPort
  )

  def of(header: SteeringHeader): SteeringKeys = {
    val vlan = Mux(header.vlanTags === 0.U, 0.U, header.outerTag(11, 0))
    val keys = Wire(new SteeringKeys)
    keys.destination := address(header.destinationMac, vlan)
    keys.source      := address(header.sourceMac, vlan)
    keys.connection  := connection(header, header.kind.asUInt)
    keys
  }
}

/** What goes on into the records of a frame as it came. */
class SteeredFrame extends Bundle {
  val frame = UInt(32.W)

  /** 0 from the wire. */
  val sender     = UInt(8.W)
  val source     = SteeringSource()
  val frameBytes = UInt(17.W)

  def isFromGuest: Bool = source === SteeringSource.GUEST

  /** Writes it into a record. */
  def into(record: GuestSegment): Unit = {
    record.frame      := frame
    record.sender     := sender
    record.source     := source
    record.frameBytes := frameBytes
  }
}

object SteeredFrame {
  def of(header: SteeringHeader): SteeredFrame = {
    val steered = Wire(new SteeredFrame)
    steered.frame      := header.frame
    steered.sender     := Mux(header.source === SteeringSource.GUEST, header.guest, 0.U)
    steered.source     := header.source
    steered.frameBytes := header.frameBytes
    steered
  }
}

/** What the addresses of a frame say without any table. */
class LinkView extends Bundle {
  val isMalformed    = Bool()
  val isReservedVlan = Bool()
  val isBadSource    = Bool()
  val isGroup        = Bool()
}

object LinkView {
  def of(header: SteeringHeader): LinkView = {
    val link = Wire(new LinkView)
    link.isMalformed    := header.issues(SegmentIssue.LINK)
    link.isReservedVlan := header.vlanTags =/= 0.U && header.outerTag(11, 0).andR
    link.isBadSource    := header.sourceMac === 0.U || SteeringKeys.isGroup(header.sourceMac)
    link.isGroup        := SteeringKeys.isGroup(header.destinationMac)
    link
  }
}

/** What the sender of a frame may do; without meaning from the wire. */
class SenderView extends Bundle {
  val isEnabled = Bool()
  val isChecked = Bool()
  val loops     = Bool()
}

/** All that the decision about a frame looks at, and the effect of a command. */
class SteeringView(p: NicParams) extends Bundle {
  val frame  = new SteeredFrame
  val link   = new LinkView
  val sender = new SenderView

  /** The sender has the source address. */
  val ownsSource = Bool()

  /** Whether a guest has the destination, which, and whether it is enabled. */
  val isOwned      = Bool()
  val owner        = UInt(8.W)
  val ownerEnabled = Bool()

  /** The owner has the connection, or the guest of the command. */
  val isSteered = Bool()
  val queue     = UInt(16.W)

  /** The group has an entry. */
  val isKnownGroup = Bool()

  /** Who of the group gets a copy; of a command, its members. */
  val members = UInt(p.guests.W)
}
