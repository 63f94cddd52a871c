package tandem.hw.rx

import chisel3._
import chisel3.util.Valid
import tandem.hw.RunningSum
import tandem.hw.record.rx._

/** Counts frames, copies, drops and commands (GS-60 to GS-62).
  *
  *   - accepts: what passes the streams, every cycle
  *   - gives: the counters, up to date two cycles after the traffic
  *   - never: holds anything up
  */
class SteeringCounters extends Module {
  val watchedGuest = IO(Input(UInt(8.W)))
  val header       = IO(Flipped(Valid(SteeringSource())))
  val out          = IO(Flipped(Valid(new GuestSegment)))
  val command      = IO(Input(Bool()))
  val answer       = IO(Flipped(Valid(SteeringStatus())))
  val used         = IO(Input(new SteeringUse))
  val counts       = IO(Output(new SteeringCounts))

  private val frame      = RegNext(header.bits)
  private val hasFrame   = RegNext(header.valid, false.B)
  private val copy       = RegNext(out.bits)
  private val hasCopy    = RegNext(out.valid, false.B)
  private val isHost     = hasCopy && copy.target === SteeringTarget.HOST
  private val isDrop     = hasCopy && copy.target === SteeringTarget.DROP
  private val isSent     = copy.source === SteeringSource.GUEST
  private val isWatched  = isHost && copy.guest === watchedGuest
  private val isLoopback = isHost && isSent

  private def count(name: String, event: Bool): Unit = counts(name) := RunningSum(event)
  private def bytes(name: String, event: Bool): Unit =
    counts(name) := RunningSum(Mux(event, copy.frameBytes, 0.U))
  private def reason(name: String, reason: SteeringReason.Type): Unit =
    count(name, hasCopy && copy.reason === reason)

  count("wireFrames", hasFrame && frame === SteeringSource.WIRE)
  count("guestFrames", hasFrame && frame === SteeringSource.GUEST)
  count("hostCopies", isHost)
  count("wireCopies", hasCopy && copy.target === SteeringTarget.WIRE)
  reason("connectionCopies", SteeringReason.CONNECTION)
  reason("groupCopies", SteeringReason.GROUP)
  reason("defaultCopies", SteeringReason.DEFAULT)
  count("loopbackCopies", isLoopback)
  bytes("loopbackBytes", isLoopback)
  reason("malformedDrops", SteeringReason.MALFORMED)
  reason("vlanDrops", SteeringReason.BAD_VLAN)
  reason("sourceDrops", SteeringReason.BAD_SOURCE)
  reason("spoofDrops", SteeringReason.SPOOFED)
  reason("disabledDrops", SteeringReason.DISABLED)
  reason("selfDrops", SteeringReason.SELF)
  reason("unknownDrops", SteeringReason.UNKNOWN)
  reason("memberDrops", SteeringReason.NO_MEMBER)

  private val isRejected = answer.bits === SteeringStatus.NOT_PRIVILEGED
  count("commands", command)
  count("rejectedCommands", answer.valid && isRejected)
  count("refusedCommands", answer.valid && !isRejected && answer.bits =/= SteeringStatus.OK)
  counts("macsUsed")        := used.macs
  counts("groupsUsed")      := used.groups
  counts("connectionsUsed") := used.connections
  count("watchedCopies", isWatched)
  bytes("watchedBytes", isWatched)
  count("watchedDrops", isDrop && isSent && copy.sender === watchedGuest)
}
