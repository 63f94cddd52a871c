package tandem.hw.rx

import chisel3._
import chisel3.util.{Mux1H, UIntToOH, log2Ceil}
import tandem.hw.CircularBits

/** A row of a table and its ways. */
class KeyedPlace(val wayCount: Int, val entries: Int) extends Bundle {
  def rows: Int    = entries / wayCount
  def rowBits: Int = math.max(1, log2Ceil(rows))

  /** The ways whose key is the one that was asked for; one at most where keys are unique. */
  val hits = UInt(wayCount.W)

  /** The ways that hold nothing. */
  val free = UInt(wayCount.W)
  val row  = UInt(rowBits.W)

  /** The way where something new goes, alone; 0 where there is no room. */
  def room: UInt = CircularBits.lowest(free)
}

/** What a table has under a key. */
class KeyedHit[T <: Data](thePlace: KeyedPlace, theValue: T) extends Bundle {
  val place  = thePlace.cloneType
  val values = Vec(thePlace.wayCount, theValue)

  def hits: UInt = place.hits

  /** Under the key; anything where there is nothing. */
  def value: T = Mux1H(hits, values)
}

/** A change of one place of a table. */
class KeyedWrite[T <: Data](place: KeyedPlace, keyBits: Int, theValue: T) extends Bundle {

  /** The way that changes, alone; 0 = nothing changes. */
  val ways = UInt(place.wayCount.W)
  val row  = UInt(place.rowBits.W)

  /** Whether it holds something from now on. */
  val holds = Bool()
  val key   = UInt(keyBits.W)
  val value = theValue.cloneType
}

/** A set-associative table from which nothing is thrown out (GS-45 to GS-51).
  *
  *   - accepts: a key a cycle on each port, and a change
  *   - gives: what is there, two cycles later
  *   - never: forgets, or moves, what it holds
  *
  * @param rowKeyBits
  *   the lowest bits of the key, which choose the row; -1 = all
  */
class KeyedTable[T <: Data](place: KeyedPlace, keyBits: Int, ports: Int = 1, rowKeyBits: Int = -1)(
    value: T
) extends Module {
  val key   = IO(Input(Vec(ports, UInt(keyBits.W))))
  val found = IO(Output(Vec(ports, new KeyedHit(place, value))))
  val write = IO(Input(new KeyedWrite(place, keyBits, value)))

  private class Held extends Bundle {
    val key   = UInt(keyBits.W)
    val value = chiselTypeOf(write.value)
  }
  private val ways     = place.wayCount
  private val memories = Seq.fill(ways)(SyncReadMem(place.rows, new Held))

  /** Of each way the rows in which it holds something. */
  private val taken = RegInit(VecInit.fill(ways)(0.U(place.rows.W)))

  private def takenIn(row: UInt): UInt = VecInit(taken.map(CircularBits.at(_, row))).asUInt

  for ((key, found) <- key.zip(found)) {
    val chosenBy = if (rowKeyBits < 0) key else key(rowKeyBits - 1, 0)
    val row      = KeyedTable.row(chosenBy, place)
    val held     = memories.map(_.read(row))
    val rowNow   = RegNext(row)
    val keyNow   = RegNext(key)
    val same     = VecInit(held.map(_.key === keyNow)).asUInt
    found.place.hits := RegNext(same & takenIn(rowNow))
    found.place.free := RegNext(~takenIn(rowNow))
    found.place.row  := RegNext(rowNow)
    found.values     := RegNext(VecInit(held.map(_.value)))
  }

  private val changed = Wire(new Held)
  changed.key   := write.key
  changed.value := write.value
  for (((memory, rows), way) <- memories.zip(taken).zipWithIndex) {
    when(write.ways(way)) {
      val row = UIntToOH(write.row, place.rows)
      memory.write(write.row, changed)
      rows := Mux(write.holds, rows | row, rows & ~row)
    }
  }
}

object KeyedTable {

  /** The exclusive-or of the slices of a key, each as wide as the number of a row (GS-51). */
  def row(key: UInt, place: KeyedPlace): UInt = {
    val width = place.rowBits
    if (place.rows == 1) 0.U(1.W)
    else
      (0 until key.getWidth by width)
        .map(low => key(math.min(low + width, key.getWidth) - 1, low).pad(width))
        .reduceLeft(_ ^ _)
  }
}
