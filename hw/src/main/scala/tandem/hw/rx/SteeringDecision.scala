package tandem.hw.rx

import chisel3._
import tandem.hw.NicParams
import tandem.hw.record.rx.{SteeringReason, SteeringTarget}

/** Where a frame goes: to one place, or to members of a group and perhaps the wire. */
class SteeringVerdict(p: NicParams) extends Bundle {
  val frame = new SteeredFrame

  /** One record; the fields to `queue` are its. */
  val isSingle = Bool()
  val target   = SteeringTarget()

  /** Of a single record, or of every copy to a member. */
  val reason = SteeringReason()
  val guest  = UInt(8.W)
  val queue  = UInt(16.W)

  /** Who gets a copy. */
  val members = UInt(p.guests.W)

  /** A last copy goes to the wire. */
  val toWire = Bool()
}

/** Decides where a frame goes: the rules GS-21 to GS-34, the first that decides. Without state. */
object SteeringDecision {
  import SteeringReason._

  def apply(p: NicParams, view: SteeringView, config: SteeringConfig, states: GuestStates) = {
    val verdict = Wire(new SteeringVerdict(p))
    val link    = view.link
    val sender  = view.sender
    val isSent  = view.frame.isFromGuest

    def drop(reason: SteeringReason.Type): Unit = {
      verdict.target := SteeringTarget.DROP
      verdict.reason := reason
    }
    def host(guest: UInt, reason: SteeringReason.Type): Unit = {
      verdict.target := SteeringTarget.HOST
      verdict.reason := reason
      verdict.guest  := guest
    }
    def wire(): Unit = {
      verdict.target := SteeringTarget.WIRE
      verdict.reason := OUTSIDE
    }

    verdict.frame    := view.frame
    verdict.isSingle := true.B
    verdict.guest    := 0.U
    verdict.queue    := 0.U
    verdict.members  := view.members
    verdict.toWire   := isSent

    when(link.isMalformed) { drop(MALFORMED) }
      .elsewhen(link.isReservedVlan) { drop(BAD_VLAN) }
      .elsewhen(link.isBadSource) { drop(BAD_SOURCE) }
      .elsewhen(isSent && !sender.isEnabled) { drop(DISABLED) }
      .elsewhen(isSent && sender.isChecked && !view.ownsSource) { drop(SPOOFED) }
      .elsewhen(link.isGroup) {
        when(view.members.orR || isSent) {
          verdict.isSingle := false.B
          host(0.U, Mux(view.isKnownGroup, GROUP, DEFAULT))
        }.otherwise {
          val isUnknown = !view.isKnownGroup && config.unknownGroup === UnknownRule.DROP
          drop(Mux(isUnknown, UNKNOWN, NO_MEMBER))
        }
      }
      .elsewhen(view.isOwned) {
        when(isSent && view.owner === view.frame.sender) { drop(SELF) }
          .elsewhen(isSent && !sender.loops) { wire() }
          .elsewhen(!view.ownerEnabled) { drop(DISABLED) }
          .otherwise {
            host(view.owner, Mux(view.isSteered, CONNECTION, MAC))
            verdict.queue := view.queue
          }
      }
      .elsewhen(isSent) { wire() }
      .elsewhen(config.unknownUnicast === UnknownRule.DROP) { drop(UNKNOWN) }
      .elsewhen(GuestStates.of(states.enabled, config.defaultGuest)) {
        host(config.defaultGuest, DEFAULT)
      }
      .otherwise { drop(DISABLED) }
    verdict
  }
}
