package tandem.hw.rx

import chisel3._
import tandem.hw.Labels
import tandem.hw.regs.{Register, RegisterMap}
import scala.collection.immutable.SeqMap

/** What becomes of a frame whose receiver nobody is. */
object UnknownRule extends ChiselEnum {
  val DROP    = Value
  val DEFAULT = Value
}

/** The run-time configuration of the steering; names and widths as in [[SteeringRegisters]]. */
class SteeringConfig extends Bundle {
  val trustedGuest    = UInt(8.W)
  val unknownUnicast  = UnknownRule()
  val unknownGroup    = UnknownRule()
  val defaultGuest    = UInt(8.W)
  val connectionQuota = UInt(16.W)
  val watchedGuest    = UInt(8.W)
}

/** What the steering counts, 64 bits each, by the names in [[SteeringRegisters]]. */
class SteeringCounts extends Record {
  val elements: SeqMap[String, UInt] =
    SeqMap(SteeringRegisters.counters.map(_.name -> UInt(64.W)): _*)

  def apply(name: String): UInt = elements(name)
}

/** The registers of the steering in address order. */
object SteeringRegisters {
  def apply(): RegisterMap = RegisterMap(configuration ++ counters, Nil)

  private def guest(name: String, doc: String) = Register.range(name, 8, 255, 0, doc)
  private def unknown(name: String, doc: String) =
    Register.labelled(name, 1, Labels.of(UnknownRule), 0, doc)

  private val configuration: Seq[Register] = Seq(
    guest("trustedGuest", "The one guest whose commands are obeyed."),
    unknown("unknownUnicast", "What becomes of a frame from the wire to an address nobody has."),
    unknown("unknownGroup", "What becomes of a frame to a group without entry."),
    guest("defaultGuest", "Gets what nobody owns, under DEFAULT."),
    Register.range(
      "connectionQuota",
      16,
      65535,
      0,
      "Connections one guest may steer; 0 = as many as there is room for."
    ),
    guest("watchedGuest", "The guest of the counters watched...")
  )

  val counters: Seq[Register] = {
    import Register.counter
    Seq(
      counter("wireFrames", "Frames taken from the wire."),
      counter("guestFrames", "Frames taken from guests."),
      counter("hostCopies", "Copies to guests."),
      counter("wireCopies", "Copies to the wire."),
      counter("connectionCopies", "Copies to the queue of a connection."),
      counter("groupCopies", "Copies to members of a group."),
      counter("defaultCopies", "Copies to the default guest."),
      counter("loopbackCopies", "Copies from guest to guest."),
      counter("loopbackBytes", "Bytes of the frames of these."),
      counter("malformedDrops", "Frames dropped: the link header is cut off."),
      counter("vlanDrops", "Frames dropped: VLAN 4095."),
      counter("sourceDrops", "Frames dropped: source address zero or a group."),
      counter("spoofDrops", "Frames dropped: source address not the sender's."),
      counter("disabledDrops", "Frames dropped: sender or receiver is not enabled."),
      counter("selfDrops", "Frames dropped: sender and receiver are one guest."),
      counter("unknownDrops", "Frames dropped: nobody has the address."),
      counter("memberDrops", "Frames dropped: no member of the group is left."),
      counter("commands", "Commands taken."),
      counter("rejectedCommands", "Commands of a guest that is not trusted."),
      counter("refusedCommands", "Other commands that changed nothing."),
      counter("macsUsed", "Addresses in the table now."),
      counter("groupsUsed", "Groups in the table now."),
      counter("connectionsUsed", "Connections in the table now."),
      counter("watchedCopies", "Copies to the watched guest."),
      counter("watchedBytes", "Bytes of the frames of these."),
      counter("watchedDrops", "Frames of the watched guest that were dropped.")
    )
  }
}
