package tandem.hw.rx

import chisel3._
import chisel3.util.{Valid, log2Ceil}
import tandem.hw.NicParams
import tandem.hw.ZeroedMemory

/** How many entries of the flow table each guest has: those it was given less those it lost.
  *
  *   - accepts: one entry given and one lost a cycle, of any guests
  *   - gives: the count of a guest in the same cycle
  */
class GuestEntries(p: NicParams) extends Module {
  private val countBits = log2Ceil(p.flowEntries) + 1
  private val indexBits = math.max(1, log2Ceil(p.guests))

  val guest = IO(Input(UInt(8.W)))
  val count = IO(Output(UInt(countBits.W)))

  /** `guest` is given an entry. */
  val gains = IO(Input(Bool()))
  val loses = IO(Flipped(Valid(UInt(8.W))))

  private def index(guest: UInt): UInt = guest(indexBits - 1, 0)
  private val gained                   = Module(new ZeroedMemory(p.guests, countBits, 1))
  private val lost                     = Module(new ZeroedMemory(p.guests, countBits, 2))

  gained.readAddress(0) := index(guest)
  gained.writeEnable    := gains
  gained.writeAddress   := index(guest)
  gained.writeData      := gained.readData(0) + 1.U
  lost.readAddress(0)   := index(guest)
  lost.readAddress(1)   := index(loses.bits)
  lost.writeEnable      := loses.valid
  lost.writeAddress     := index(loses.bits)
  lost.writeData        := lost.readData(1) + 1.U
  count                 := gained.readData(0) - lost.readData(0)
}
