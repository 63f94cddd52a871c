package tandem.hw.tx

import chisel3._
import chisel3.util.Valid
import tandem.hw.RunningSum
import tandem.hw.record.ArbiterStatus

/** Counts page writes, grants, turns and commands (GA-70 to GA-72).
  *
  *   - accepts: what happens, every cycle
  *   - gives: the counters, up to date two cycles later
  */
class ArbiterCounters extends Module {
  val config    = IO(Input(new ArbiterConfig))
  val post      = IO(Input(new PostActivity))
  val turn      = IO(Input(new TurnActivity))
  val throttles = IO(Input(Bool()))
  val command   = IO(Input(Bool()))
  val answer    = IO(Flipped(Valid(UInt(4.W))))
  val counts    = IO(Output(new ArbiterCounts))

  /** No request waits. */
  val isEmpty = IO(Output(Bool()))

  private val posts = RegNext(post, 0.U.asTypeOf(new PostActivity))
  private val steps = RegNext(turn, 0.U.asTypeOf(new TurnActivity))

  private def sum(name: String, step: UInt): Unit    = counts(name) := RunningSum(step)
  private def count(name: String, event: Bool): Unit = sum(name, event.asUInt)

  count("pageWrites", posts.isWrite)
  count("unknownPages", posts.isUnknown)
  Seq("overflowDoorbells", "disabledDoorbells", "badOffsets", "foreignConnections").zipWithIndex
    .foreach { case (name, reason) => count(name, posts.reasons(reason)) }
  count("acceptedDoorbells", posts.accepted)
  count("forgedGuests", posts.isForged)

  private val waiting = RegInit(0.U(18.W))
  private val ends    = turn.grants && turn.last
  waiting                   := waiting + post.accepted - ends
  counts("waitingRequests") := waiting
  isEmpty                   := waiting === 0.U && !post.isWrite

  count("grants", steps.grants)
  sum("grantedBytes", Mux(steps.grants, steps.bytes, 0.U))
  count("slicedRequests", steps.grants && steps.first && !steps.last)
  count("turns", steps.begins)
  count("continuedTurns", steps.goesOn)
  count("skips", steps.skips)
  count("switches", steps.switches)
  sum("switchWaitCycles", Mux(steps.switches, config.switchCycles, 0.U))
  count("throttles", throttles)

  private val isRejected = answer.bits === ArbiterStatus.NOT_PRIVILEGED.asUInt
  count("commands", command)
  count("rejectedCommands", answer.valid && isRejected)
  count("refusedCommands", answer.valid && !isRejected && answer.bits =/= ArbiterStatus.OK.asUInt)

  private val isWatched = steps.grants && steps.guest === config.watchedGuest
  count("watchedGrants", isWatched)
  sum("watchedBytes", Mux(isWatched, steps.bytes, 0.U))
  count("watchedRejects", posts.reasons.orR && posts.guest === config.watchedGuest)
}
