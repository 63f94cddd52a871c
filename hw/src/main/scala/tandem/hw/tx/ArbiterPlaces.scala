package tandem.hw.tx

import chisel3._
import chisel3.util.{Valid, log2Ceil}
import tandem.hw.{GuestBits, GuestMemory, NicParams}

/** Where guests are between their turns: in a list, or idle, with nothing to do or throttled
  * (GA-21, GA-23, GA-24, GA-26a).
  *
  *   - accepts: a release, an accepted request and the end of a turn every cycle
  *   - gives: the heads of the lists
  */
class ArbiterPlaces(p: NicParams) extends Module {
  private val guestBits = math.max(1, log2Ceil(p.guests))

  val settings = IO(Flipped(Valid(new NewSettings(p))))
  val released = IO(Flipped(Valid(UInt(guestBits.W))))
  val posted   = IO(Flipped(Valid(UInt(guestBits.W))))
  val ended    = IO(Flipped(Valid(UInt(guestBits.W))))

  /** Of the turn that ended: whether something waits in the ring, and whether it is throttled. */
  val endWaits  = IO(Input(Bool()))
  val endUsedUp = IO(Input(Bool()))

  /** Who may be released, posted, ended, swept or commanded in the next cycle. */
  val toRelease = IO(Input(UInt(guestBits.W)))
  val toPost    = IO(Input(UInt(guestBits.W)))
  val toEnd     = IO(Input(UInt(guestBits.W)))
  val toSweep   = IO(Input(UInt(guestBits.W)))
  val commanded = IO(Input(UInt(guestBits.W)))

  /** Of who was to be swept: it is throttled. Of who was commanded: something waits, or its turn.
    */
  val isThrottled = IO(Output(Bool()))
  val isHere      = IO(Output(Bool()))

  val urgent = IO(Valid(UInt(guestBits.W)))
  val normal = IO(Valid(UInt(guestBits.W)))
  val pop    = IO(Input(Bool()))

  private val urgency = Module(new GuestMemory(p.guests, 1, 3))
  urgency.write.valid := settings.valid
  urgency.write.bits  := settings.bits.write(settings.bits.urgent)
  urgency.address     := VecInit(toRelease, toPost, toEnd)

  /** Not idle. */
  private val active = Module(new GuestBits(p.guests, 2, 2, 1))
  active.address := VecInit(toPost, commanded)
  private val throttled = Module(new GuestBits(p.guests, 2, 1, 1))
  throttled.address := VecInit(toPost, toSweep)

  /** Idle and throttled, with something in the ring. */
  private val kept = Module(new GuestBits(p.guests, 2, 2, 1))
  kept.address := VecInit(toRelease, commanded)

  private val releases   = released.valid && kept.is(0)
  private val isReleased = released.valid && released.bits === posted.bits
  private val isIdle     = !active.is(0) && !(isReleased && kept.is(0))
  private val isHeldBack = throttled.is(0) && !isReleased
  private val posts      = posted.valid && isIdle && !isHeldBack
  private val ends       = ended.valid && endWaits && !endUsedUp

  private def change(port: Valid[UInt], event: Bool, guest: UInt): Unit = {
    port.valid := event
    port.bits  := guest
  }
  change(active.set(0), releases, released.bits)
  change(active.set(1), posts, posted.bits)
  change(active.clear(0), ended.valid && !ends, ended.bits)
  change(throttled.set(0), ended.valid && endUsedUp, ended.bits)
  change(throttled.clear(0), released.valid, released.bits)
  change(kept.set(0), posted.valid && isIdle && isHeldBack, posted.bits)
  change(kept.set(1), ended.valid && endWaits && endUsedUp, ended.bits)
  change(kept.clear(0), released.valid, released.bits)
  isThrottled := throttled.is(1)
  isHere      := active.is(1) || kept.is(1)

  private val lists = Seq(true, false).map { isUrgent =>
    val list = Module(new GuestList(p.guests))
    for (
      ((event, guest), i) <-
        Seq(releases -> released.bits, posts -> posted.bits, ends -> ended.bits).zipWithIndex
    ) {
      change(list.push(i), event && urgency.data(i) === isUrgent.B.asUInt, guest)
    }
    list
  }
  urgent       := lists(0).head
  normal       := lists(1).head
  lists(0).pop := pop && urgent.valid
  lists(1).pop := pop && !urgent.valid
}
