package tandem.hw.tx

import chisel3._
import chisel3.util.{Decoupled, Queue}
import tandem.hw.record._
import tandem.hw.{Block, CarrySelect, NicParams, SkidBuffer, StreamContract}

/** The run-time configuration of the fetch; the registers of the same names. */
class FetchConfig extends Bundle {
  val queueFormat = QueueFormat()
  val liveScan    = Bool()
}

/** A request and where its descriptor is. */
class LocatedRequest(p: NicParams) extends Bundle {
  val request = new WorkRequest(p)

  /** It needs a descriptor. */
  val fetches = Bool()

  /** Number of its line in its queue, and of the descriptor in the line. */
  val line  = UInt(DescriptorLayout.LineBits.W)
  val place = UInt(DescriptorLayout.PlaceBits.W)

  /** The line is that of the request before, of the same batch and so of the same queue. */
  val follows = Bool()

  /** Where its queue begins in host memory, lines. */
  val firstLine = UInt((p.addressBits - 6).W)

  def address: UInt = CarrySelect.add(firstLine, line, DescriptorLayout.LineBits) ## 0.U(6.W)

  /** What the descriptor was posted under. */
  val index = UInt(16.W)
}

/** A request that waits for its line. */
class FetchingRequest(p: NicParams) extends Bundle {
  val request = new WorkRequest(p)
  val fetches = Bool()
  val number  = UInt(DescriptorLines.numberBits(p).W)
  val place   = UInt(DescriptorLayout.PlaceBits.W)
  val index   = UInt(16.W)
}

/** Gives each request its descriptor, from host memory where the queues hold only credits.
  *
  *   - accepts: a request a cycle while a line is free where it needs one; a line a cycle, always
  *   - gives: a request a cycle, the first three cycles after it came, or two after its line
  *   - keeps order of: requests
  *   - never: reads a line twice for neighbours of one batch; uses a line read before another batch
  *     or, with live scan, before another request; no ready depends on an input of the same cycle
  *
  * {{{
  *   in -> locate -> share or ask -> waiting ------> judge -> out
  *                        |                            ^
  *                      fetch       fetchBeat -> DescriptorLines
  * }}}
  */
class WorkRequestFetch(p: NicParams) extends Module with Block {
  val config    = IO(Input(new FetchConfig))
  val in        = IO(Flipped(Decoupled(new RequestInContext(p))))
  val out       = IO(Decoupled(new WorkRequest(p)))
  val fetch     = IO(Decoupled(new DescriptorFetch(p)))
  val fetchBeat = IO(Flipped(Decoupled(new DescriptorBeat)))

  private val lines   = Module(new DescriptorLines(p))
  private val asking  = Module(new SkidBuffer(new DescriptorFetch(p)))
  private val waiting = Module(new Queue(new FetchingRequest(p), p.fetchingRequests))

  // Where the descriptor is.
  private val located   = Reg(new LocatedRequest(p))
  private val isLocated = RegInit(false.B)
  private val moves     = Wire(Bool())
  private val line      = DescriptorLayout.line(in.bits)
  in.ready := !isLocated || moves
  when(in.ready) {
    isLocated := in.valid
    DescriptorLayout.carried(in.bits, located.request)
    located.fetches := config.queueFormat === QueueFormat.CID && in.bits.status === RequestStatus.OK
    located.line    := line
    located.place   := DescriptorLayout.place(in.bits)
    located.follows := in.bits.batch === located.request.batch && line === located.line &&
      DescriptorLayout.place(in.bits) =/= 0.U
    located.firstLine := in.bits.queueBase(p.addressBits - 1, 6)
    located.index     := in.bits.consumerIndex(15, 0)
  }

  // The line of the request before is kept while another of its batch can come.
  private val isKept = RegInit(false.B)
  private val kept   = Reg(UInt(DescriptorLines.numberBits(p).W))
  private val shares = isKept && located.follows
  private val asks   = located.fetches && !shares
  private val canAsk = lines.canTake && asking.in.ready
  moves := isLocated && waiting.io.enq.ready && (!asks || canAsk)
  when(isLocated && !(located.fetches && shares)) { isKept := false.B }
  when(moves && located.fetches) {
    isKept := !located.request.last && !config.liveScan
    when(asks) { kept := lines.number }
  }
  lines.take                  := moves && asks
  asking.in.valid             := moves && asks
  asking.in.bits.address      := located.address
  asking.in.bits.fetchSlot    := lines.number
  waiting.io.enq.valid        := moves
  waiting.io.enq.bits.request := located.request
  waiting.io.enq.bits.fetches := located.fetches
  waiting.io.enq.bits.number  := Mux(asks, lines.number, kept)
  waiting.io.enq.bits.place   := located.place
  waiting.io.enq.bits.index   := located.index
  fetch <> asking.out

  // Lines come.
  fetchBeat.ready  := true.B
  lines.beat.valid := fetchBeat.fire
  lines.beat.bits  := fetchBeat.bits

  // The oldest request, when its line is there.
  private val oldest  = waiting.io.deq.bits
  private val isThere = waiting.io.deq.valid
  private val offered = RegInit(false.B)
  private val record  = Reg(new WorkRequest(p))
  private val leaves  = isThere && (!oldest.fetches || lines.hasCome) && (!offered || out.ready)
  lines.asked          := oldest.number
  waiting.io.deq.ready := leaves

  // Lines go back in order: when a request of a later line is the oldest, or none waits for any.
  private val users = RegInit(0.U(chisel3.util.log2Ceil(p.fetchingRequests + 1).W))
  users := users + (moves && located.fetches) - (leaves && oldest.fetches)
  lines.giveBack := lines.oldest.valid && Mux(
    isThere && oldest.fetches,
    oldest.number =/= lines.oldest.bits,
    users === 0.U && !(lines.isOnly && isKept)
  )

  // The output.
  private val descriptor = lines.descriptors(oldest.place)
  when(out.fire) { offered := false.B }
  when(leaves) {
    offered := true.B
    record  := oldest.request
    when(oldest.fetches) {
      when(lines.isFailed) {
        record.status := RequestStatus.FETCH_FAILED
      }.elsewhen(!descriptor.isOf(oldest.request, oldest.index)) {
        record.status := RequestStatus.BAD_DESCRIPTOR
      }.otherwise {
        record.address := descriptor.address
        record.fail    := descriptor.fails
      }
    }
  }
  out.valid := offered
  out.bits  := record

  StreamContract(in, "in")
  StreamContract(out, "out")
  StreamContract(fetch, "fetch")
  StreamContract(fetchBeat, "fetchBeat")
}
