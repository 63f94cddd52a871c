package tandem.hw.tx

import chisel3._
import tandem.hw.NicParams
import tandem.hw.record.{RequestInContext, WorkRequest}

/** What the host wrote about a work request. */
class Descriptor(p: NicParams) extends Bundle {
  val op      = UInt(8.W)
  val fails   = Bool()
  val index   = UInt(16.W)
  val bytes   = UInt(32.W)
  val address = UInt(p.addressBits.W)

  /** Whether it is the one that was posted as this entry under this index. */
  def isOf(entry: WorkRequest, postedIndex: UInt): Bool =
    op === entry.op.pad(8) && bytes === entry.bytes && index === postedIndex
}

/** Where things are in a descriptor in host memory, in bits, and where it lies itself. */
object DescriptorLayout {

  /** Bits of a descriptor, and how many fill a line. */
  private val Bits = 128
  val InLine: Int  = 4

  /** Bits of the number of a descriptor in its line. */
  val PlaceBits: Int = 2

  /** The descriptors in a line. */
  def read(p: NicParams, line: UInt): Vec[Descriptor] = VecInit.tabulate(InLine) { place =>
    val bits       = line(place * Bits + Bits - 1, place * Bits)
    val descriptor = Wire(new Descriptor(p))
    descriptor.op      := bits(7, 0)
    descriptor.fails   := bits(9)
    descriptor.index   := bits(31, 16)
    descriptor.bytes   := bits(63, 32)
    descriptor.address := bits(63 + p.addressBits, 64)
    descriptor
  }

  /** Bits of the number of a line in its queue. */
  val LineBits: Int = 16 - PlaceBits

  /** Number of the line in its queue that holds the descriptor of a request: a queue is a power of
    * two of descriptors, and whole lines.
    */
  def line(request: RequestInContext): UInt = {
    val isInside =
      VecInit.tabulate(LineBits)(bit => request.queueSizeLog2 > (bit + PlaceBits).U).asUInt
    request.consumerIndex(15, PlaceBits) & isInside
  }

  /** Number of the descriptor of a request in its line. */
  def place(request: RequestInContext): UInt = request.consumerIndex(PlaceBits - 1, 0)

  /** `request` with no more of its context than later stages need. */
  def carried(request: RequestInContext, to: WorkRequest): Unit = {
    to.guest      := request.guest
    to.connection := request.connection
    to.op         := request.op
    to.bytes      := request.bytes
    to.fence      := request.fence
    to.fail       := request.fail
    to.address    := request.address
    to.entry      := request.entry
    to.batch      := request.batch
    to.first      := request.first
    to.last       := request.last
    to.slot       := request.slot
    to.hit        := request.hit
    to.status     := request.status
    to.sequence   := request.sequence
  }
}
