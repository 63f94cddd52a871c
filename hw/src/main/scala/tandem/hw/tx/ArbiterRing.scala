package tandem.hw.tx

import chisel3._
import chisel3.util.{Cat, Valid, log2Ceil}
import tandem.hw.NicParams

/** A place in the ring of a guest. */
class RingPlace(p: NicParams) extends Bundle {
  val guest = UInt(math.max(1, log2Ceil(p.guests)).W)
  val place = UInt(log2Ceil(p.guestDepth).W)

  def address: UInt = Cat(guest, place)

  /** Sets it to a place that counts on without end. */
  def set(of: UInt, count: UInt): Unit = {
    guest := of
    place := count(place.getWidth - 1, 0)
  }
}

/** The requests of all guests.
  *
  *   - accepts: a request a cycle
  *   - gives: sizes of three, and all else of one, a cycle after they were asked for
  */
class ArbiterRing(p: NicParams) extends Module {
  val posted = IO(Flipped(Valid(new PostedRequest(p))))
  val asked  = IO(Input(Vec(3, new RingPlace(p))))
  val sizes  = IO(Output(Vec(3, new RingSize)))
  val wanted = IO(Input(new RingPlace(p)))
  val kept   = IO(Output(new KeptRequest(p)))

  private val places = math.max(2, p.guests) * p.guestDepth
  private val into   = Wire(new RingPlace(p))
  private val size   = Wire(new RingSize)
  into.set(posted.bits.guest, posted.bits.place)
  size.bytes := posted.bits.bytes
  size.moves := posted.bits.moves

  // One memory for each reader, as a memory of the chip has one port to write and one to read.
  for ((place, read) <- asked.zip(sizes)) {
    val memory = SyncReadMem(places, UInt(size.getWidth.W))
    when(posted.valid) { memory.write(into.address, size.asUInt) }
    read := memory.read(place.address).asTypeOf(new RingSize)
  }
  private val rest = SyncReadMem(places, UInt(posted.bits.kept.getWidth.W))
  when(posted.valid) { rest.write(into.address, posted.bits.kept.asUInt) }
  kept := rest.read(wanted.address).asTypeOf(new KeptRequest(p))
}
