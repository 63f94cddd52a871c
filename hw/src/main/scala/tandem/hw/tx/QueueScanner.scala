package tandem.hw.tx

import tandem.hw.CircularBits
import chisel3._
import chisel3.layer.block
import chisel3.layers.Verification
import chisel3.util.{UIntToOH, Valid, log2Ceil}
import tandem.hw.NicParams
import tandem.hw.record.PrefetchHint

/** One queue of posted work requests, and the row of comparators that looks through it.
  *
  *   - accepts: a posted entry a cycle while there is space
  *   - gives: in every cycle the oldest entry that waits, and the next member of the batch begun
  *   - keeps order of: entries of one connection
  *   - never: offers an entry twice; offers one beyond the window or a barrier
  *
  * The entries lie in a memory, a ring. Those from the head on, as many as fit, are also in a row
  * of `scanSlots` places that are compared all at once: an entry is *visible* once it is there.
  */
class QueueScanner(p: NicParams) extends Module {
  private val places    = p.scanSlots
  private val placeBits = log2Ceil(places)
  private val depthBits = log2Ceil(p.queueDepth)

  val config       = IO(Input(new SchedulerConfig))
  val post         = IO(Flipped(Valid(new QueueEntry(p))))
  val postsBarrier = IO(Input(Bool()))
  val hasSpace     = IO(Output(Bool()))

  /** The oldest entry; valid while it waits and no barrier forbids it. */
  val first = IO(Valid(new ScanChoice(p)))

  /** The next member of the batch begun, whether limits let it join or not. */
  val next = IO(Valid(new ScanChoice(p)))

  /** The window can be told; otherwise entries still have to become visible. */
  val isWhole   = IO(Output(Bool()))
  val pickFirst = IO(Input(Bool()))
  val pickNext  = IO(Input(Bool()))

  /** The request picked last was handed over. */
  val handedOver = IO(Input(Bool()))

  /** A request of this queue was completed. */
  val completed = IO(Input(Bool()))

  /** The oldest entry is held up by a barrier. */
  val atBarrier = IO(Output(Bool()))
  val isEmpty   = IO(Output(Bool()))

  /** Whether a waiting entry in the window of the batch begun is of this connection. */
  val asked  = IO(Input(UInt(p.connectionBits.W)))
  val isHere = IO(Output(Bool()))

  /** Number of the batch that `pickFirst` begins. */
  val batch = IO(Input(UInt(32.W)))

  /** A batch begins, in this queue or another: hints not given yet are void. */
  val stopHints = IO(Input(Bool()))
  val hint      = IO(Valid(new PrefetchHint(p)))
  val hintTaken = IO(Input(Bool()))

  // State. Positions count entries from the first one on; places and memory go by their low bits.
  private val entries  = Mem(p.queueDepth, new QueueEntry(p))
  private val keys     = Mem(p.queueDepth, new ScanKey(p))
  private val row      = new ConnectionRow(places, p.connectionBits)
  private val posted   = RegInit(0.U(32.W))
  private val visible  = RegInit(0.U(32.W))
  private val head     = RegInit(0.U(32.W))
  private val freed    = RegInit(0.U((depthBits + 1).W))
  private val waits    = RegInit(0.U(places.W))
  private val barriers = RegInit(0.U(places.W))
  private val members  = RegInit(0.U(places.W))
  private val reached  = RegInit(0.U(32.W))
  private val inWindow = RegInit(0.U((placeBits + 1).W))

  // The oldest of the members, its place told by one bit; kept, so that no pick has to look for it.
  private val nextValid    = RegInit(false.B)
  private val nextBit      = RegInit(0.U(places.W))
  private val nextPosition = Reg(UInt(depthBits.W))

  // Accept.
  hasSpace := posted(depthBits, 0) =/= freed + p.queueDepth.U
  private val posting = Wire(new ScanKey(p))
  posting.connection := post.bits.connection
  posting.barrier    := postsBarrier
  when(post.valid) {
    entries(posted(depthBits - 1, 0)) := post.bits
    keys(posted(depthBits - 1, 0))    := posting
    posted                            := posted + 1.U
  }
  when(handedOver) { freed := head(depthBits, 0) }

  // Make visible.
  private val ahead    = (visible - head)(placeBits, 0)
  private val isDirect = visible === posted
  private val enters   = Mux(isDirect, post.valid, true.B) && ahead =/= places.U
  private val entering = Mux(isDirect, posting, keys(visible(depthBits - 1, 0)))
  private val entry =
    Mux(enters, UIntToOH(visible(placeBits - 1, 0), places), 0.U(places.W))
  row.write(entry, entering.connection)
  when(enters) { visible := visible + 1.U }

  // The window.
  private val headPlace = head(placeBits - 1, 0)
  private val headBit   = UIntToOH(headPlace, places)
  private val window    = Module(new ScanWindow(p))
  window.config     := config
  window.visible    := ahead
  window.head       := headPlace
  window.barriers   := barriers & waits & ~headBit
  window.reached    := (reached - head)(placeBits, 0)
  window.waiting    := inWindow
  window.allVisible := visible === posted
  isWhole           := window.isWhole
  private val tail   = head + window.length
  private val inside = window.inside

  // What can be picked.
  private val barrier = Module(new BarrierWait)
  first.bits.request    := entries(head(depthBits - 1, 0))
  first.bits.windowTail := tail
  first.valid           := visible =/= head && !barrier.holds
  next.bits.request     := entries(nextPosition)
  next.bits.windowTail  := Mux(config.liveScan, tail, reached)
  next.valid            := nextValid

  private val isBarrier = (barriers & headBit).orR
  barrier.isBarrier := isBarrier
  barrier.picked    := pickFirst || pickNext
  barrier.completed := completed
  atBarrier         := visible =/= head && barrier.holds
  isEmpty           := posted === head

  // Pick. What follows from each of the two is worked out before it is known which one it is.
  private val picks      = pickFirst || pickNext
  private val looksAgain = pickFirst || config.liveScan
  private val ofFirst    = row.equal(first.bits.request.connection)
  private val shown      = waits & inside
  private val afterFirst = new Members(Mux(isBarrier, 0.U, shown & ofFirst & ~headBit))
  private val afterNext = new Members(
    Mux(config.liveScan, shown & row.equal(next.bits.request.connection), members) & ~nextBit
  )
  private val growth = (tail - reached)(placeBits, 0)
  private val taken  = Mux(pickFirst, headBit, Mux(pickNext, nextBit, 0.U(places.W)))
  waits    := (waits & ~taken) | entry
  barriers := (barriers & ~entry) | Mux(entering.barrier, entry, 0.U(places.W))
  when(pickNext) { afterNext.keep() }
  when(pickFirst) { afterFirst.keep() }
  when(picks) {
    when(looksAgain) { reached := tail }
    inWindow := Mux(looksAgain, inWindow + growth - 1.U, inWindow - 1.U)
  }

  // The head waits, or nothing does: it moves when it is picked itself, over all that is done.
  private val behind  = waits & ~headBit
  private val oldest  = CircularBits.index(CircularBits.firstFrom(behind, headPlace))
  private val newHead = head + Mux(behind.orR, 0.U(1.W) ## (oldest - headPlace), ahead)
  when(pickFirst || (pickNext && (nextBit & headBit).orR)) { head := newHead }

  // What others want to know of the window.
  private val batchSpan = (reached - head)(placeBits, 0)
  private val askedIn   = CircularBits.span(headPlace, batchSpan, places)
  isHere := (waits & askedIn & row.equal(asked)).orR

  private val hints = Module(new HintFinder(p))
  hints.start.valid := pickFirst && config.prefetch =/= 0.U
  hints.start.bits  := shown & ~ofFirst
  hints.stop        := stopHints
  hints.limit       := config.prefetch
  hints.head        := headPlace
  hints.batch       := batch
  hints.equal       := row.equal(hint.bits.connection)
  hints.enters      := entry
  hints.entering    := entering.connection
  hints.taken       := hintTaken
  hint              := hints.hint

  block(Verification.Assert) {
    assert(!post.valid || hasSpace, "an entry was posted to a full queue")
    assert(!pickFirst || first.valid, "the head of a queue was picked, but must wait")
    assert(!pickNext || next.valid, "a batch went on without a member")
    assert(!(pickFirst && pickNext), "two entries were picked at once")
    assert(nextValid === members.orR, "the next member is not one of the members")
    assert(!waits.orR || (waits & headBit).orR, "the head of a queue does not wait")
    assert(waits.orR || visible === head, "the head of a queue is behind what is done")
  }

  /** What is left of a batch after a pick. */
  private class Members(left: UInt) {
    private val oldest = CircularBits.firstFrom(left, headPlace)
    private val place  = CircularBits.index(oldest)
    def keep(): Unit = {
      members      := left
      nextValid    := left.orR
      nextBit      := oldest
      nextPosition := (head + (place - headPlace))(depthBits - 1, 0)
    }
  }
}
