package tandem.hw

import chisel3._
import chisel3.util.{Valid, log2Ceil}

/** A value of one guest, to be kept. */
class GuestWrite(guestBits: Int, widthBits: Int) extends Bundle {
  val guest = UInt(guestBits.W)
  val data  = UInt(widthBits.W)
}

/** A value for each guest, in a memory with registered reads.
  *
  *   - accepts: a guest a cycle on each port, and a write
  *   - gives: the value in the next cycle, as it is at its beginning: a write of the cycle in which
  *     it was asked for is in it
  *
  * @param isZeroed
  *   whether it reads as zero until it is written; else as anything
  */
class GuestMemory(guests: Int, widthBits: Int, ports: Int, isZeroed: Boolean = true)
    extends Module {
  private val guestBits = math.max(1, log2Ceil(guests))

  val address = IO(Input(Vec(ports, UInt(guestBits.W))))
  val data    = IO(Output(Vec(ports, UInt(widthBits.W))))
  val write   = IO(Flipped(Valid(new GuestWrite(guestBits, widthBits))))

  private val words   = SyncReadMem(math.max(2, guests), UInt(widthBits.W))
  private val written = RegNext(write.bits.data)
  when(write.valid) { words.write(write.bits.guest, write.bits.data) }
  private val holds = if (isZeroed) {
    val bits = Module(new GuestBits(guests, ports, 1, 0))
    bits.address      := address
    bits.set(0).valid := write.valid
    bits.set(0).bits  := write.bits.guest
    bits.is
  } else VecInit.fill(ports)(true.B)

  for (port <- 0 until ports) {
    val word = words.read(address(port))
    val same = RegNext(write.valid && write.bits.guest === address(port))
    data(port) := Mux(same, written, Mux(holds(port), word, 0.U))
  }
}

/** A bit for each guest, 0 after reset.
  *
  *   - accepts: a guest a cycle on each port, and changes of different guests
  *   - gives: the bit in the next cycle, as it is at its beginning
  */
class GuestBits(guests: Int, ports: Int, sets: Int, clears: Int) extends Module {
  private val guestBits = math.max(1, log2Ceil(guests))

  val address = IO(Input(Vec(ports, UInt(guestBits.W))))
  val is      = IO(Output(Vec(ports, Bool())))
  val set     = IO(Vec(sets, Flipped(Valid(UInt(guestBits.W)))))
  val clear   = IO(Vec(clears, Flipped(Valid(UInt(guestBits.W)))))

  private val places = 1 << guestBits
  private val bits   = RegInit(0.U(places.W))
  private def mask(changes: Seq[Valid[UInt]]): UInt =
    changes
      .map(c => Mux(c.valid, chisel3.util.UIntToOH(c.bits, places), 0.U(places.W)))
      .fold(0.U(places.W))(_ | _)
  bits := (bits & ~mask(clear)) | mask(set)

  for (port <- 0 until ports) {
    def hit(changes: Seq[Valid[UInt]]): Bool =
      changes.map(c => RegNext(c.valid && c.bits === address(port))).fold(false.B)(_ || _)
    is(port) := (RegNext(CircularBits.at(bits, address(port))) && !hit(clear)) || hit(set)
  }
}
