package tandem.hw.rx

import chisel3._
import chisel3.util.Cat

/** The number that selects the row of a flow in the flow table. */
object FlowHash {
  private val Factor = BigInt("9E3779B1", 16)

  /** @param source
    *   address in network order, IPv4 in the low 32 bits, as `destination`
    */
  def apply(
      guest: UInt,
      ipVersion: UInt,
      source: UInt,
      destination: UInt,
      sourcePort: UInt,
      destinationPort: UInt
  ): UInt = {
    val addresses = Seq(source, destination).flatMap { address =>
      Seq(127, 95, 63, 31).map(high => address(high, high - 31))
    }
    val words =
      (Cat(ipVersion, guest.pad(8)).pad(32) +: addresses) :+ Cat(sourcePort, destinationPort)
    val mixed = words.foldLeft(0.U(32.W))((x, word) => x.rotateLeft(5) ^ word)
    (mixed * Factor.U)(31, 0)
  }
}
