package tandem.hw.tx

import chisel3._
import tandem.hw.NicParams
import tandem.hw.regs.{Register, RegisterMap}
import scala.collection.immutable.SeqMap

/** The run-time configuration of the arbiter; names and widths as in [[ArbiterRegisters]]. */
class ArbiterConfig extends Bundle {
  val trustedGuest = UInt(8.W)
  val scanners     = UInt(5.W)
  val quantumBytes = UInt(17.W)
  val sliceBytes   = UInt(17.W)
  val switchCycles = UInt(8.W)
  val watchedGuest = UInt(8.W)
}

/** What the arbiter counts, 64 bits each, by the names in [[ArbiterRegisters]]. */
class ArbiterCounts extends Record {
  val elements: SeqMap[String, UInt] =
    SeqMap(ArbiterRegisters.counters.map(_.name -> UInt(64.W)): _*)

  def apply(name: String): UInt = elements(name)
}

/** The registers of the arbiter in address order. */
object ArbiterRegisters {
  private val LeastBytes = 64
  private val MostBytes  = 65536

  def apply(p: NicParams): RegisterMap =
    RegisterMap(configuration(p) ++ counters, Nil)

  private val sizes = 0 +: Iterator.iterate(LeastBytes)(_ * 2).takeWhile(_ <= MostBytes).toSeq

  private def configuration(p: NicParams): Seq[Register] = Seq(
    Register.range("trustedGuest", 8, 255, 0, "The one guest whose commands are obeyed."),
    Register.range(
      "scanners",
      5,
      p.numQueues,
      p.numQueues,
      "Scanners in use; 0 = all guests share the first."
    ),
    Register.choice(
      "quantumBytes",
      17,
      sizes,
      p.quantumBytes,
      "Bytes of a turn for each unit of weight; 0 = a turn is as many grants as the weight."
    ),
    Register.choice(
      "sliceBytes",
      17,
      sizes,
      p.quantumBytes,
      "Most bytes of a grant; 0 = a request is granted whole."
    ),
    Register.range("switchCycles", 8, 255, 0, "Cycles between turns of two guests."),
    Register.range("watchedGuest", 8, 255, 0, "The guest of the counters watched...")
  )

  val counters: Seq[Register] = {
    import Register.counter
    Seq(
      counter("pageWrites", "Writes to doorbell pages."),
      counter("unknownPages", "Of these to pages of no guest."),
      counter("badOffsets", "Of these to another place of a page than its first."),
      counter("disabledDoorbells", "Of these of guests that are not enabled."),
      counter("foreignConnections", "Of these for connections of somebody else."),
      counter("overflowDoorbells", "Of these for which the guest had no room left."),
      counter("acceptedDoorbells", "Of these accepted."),
      counter("forgedGuests", "Of these that name another guest than that of the page."),
      counter("waitingRequests", "Requests that wait now."),
      counter("grants", "Grants, each a slice of a request."),
      counter("grantedBytes", "Bytes of these."),
      counter("slicedRequests", "Requests granted in more than one slice."),
      counter("turns", "Turns that began."),
      counter("continuedTurns", "Times that a guest without company went on with another credit."),
      counter("skips", "Steps of turns that still paid for earlier ones."),
      counter("switches", "Turns of another guest than the turn before."),
      counter("switchWaitCycles", "Cycles these cost."),
      counter("throttles", "Turns behind which the rate of the guest was used up."),
      counter("commands", "Commands taken."),
      counter("rejectedCommands", "Commands of a guest that is not trusted."),
      counter("refusedCommands", "Other commands not answered with OK."),
      counter("watchedGrants", "Grants of the watched guest."),
      counter("watchedBytes", "Bytes of these."),
      counter("watchedRejects", "Writes to the page of the watched guest that were rejected.")
    )
  }
}
