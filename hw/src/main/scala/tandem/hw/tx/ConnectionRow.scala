package tandem.hw.tx

import chisel3._
import chisel3.util.Fill

/** A row of connection numbers that are compared with one number all at once.
  *
  * Stored by bit: one word holds the same bit of every place. The gates are those of any row of
  * comparators, but a simulator then works on whole words instead of on single places.
  */
class ConnectionRow(places: Int, connectionBits: Int) {
  private val planes = Seq.fill(connectionBits)(Reg(UInt(places.W)))

  /** Puts `connection` at the place whose bit is set in `place`, which may be none. */
  def write(place: UInt, connection: UInt): Unit =
    for ((plane, bit) <- planes.zipWithIndex) {
      plane := (plane & ~place) | (place & Fill(places, connection(bit)))
    }

  /** The places that hold `connection`. */
  def equal(connection: UInt): UInt =
    planes.zipWithIndex
      .map { case (plane, bit) =>
        ~(plane ^ Fill(places, connection(bit)))
      }
      .reduce(_ & _)
}
