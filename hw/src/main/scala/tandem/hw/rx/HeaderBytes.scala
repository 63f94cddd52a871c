package tandem.hw.rx

import chisel3._
import chisel3.util.Cat

/** Reading of headers: byte strings have their first byte lowest, numbers in them are big-endian.
  */
object HeaderBytes {

  /** The bytes of `data`, the first at index 0. */
  def apply(data: UInt): Seq[UInt] =
    Seq.tabulate(data.getWidth / 8)(i => data(8 * i + 7, 8 * i))

  /** The number in `count` bytes from `first` on. */
  def number(bytes: Seq[UInt], first: Int, count: Int): UInt =
    Cat(bytes.slice(first, first + count))

  /** The bytes of the number `value`. */
  def of(value: UInt): Seq[UInt] = HeaderBytes(value).reverse

  /** The byte string of `bytes`. */
  def string(bytes: Seq[UInt]): UInt = Cat(bytes.reverse)

  /** The bytes below `end`, zero from there on. */
  def below(bytes: Seq[UInt], end: UInt): Seq[UInt] =
    bytes.zipWithIndex.map { case (byte, i) => Mux(i.U < end, byte, 0.U(8.W)) }

  /** The 16-bit words of an even number of bytes. */
  def words(bytes: Seq[UInt]): Seq[UInt] = bytes.grouped(2).map(word => Cat(word)).toSeq

  /** The sum of the 16-bit words of an even number of bytes, exact. */
  def sum(bytes: Seq[UInt]): UInt = sumOf(words(bytes))

  /** The sum of numbers, exact. */
  def sumOf(numbers: Seq[UInt]): UInt = numbers.reduceTree(_ +& _)

  /** `sum` modulo 65535 with the carries added again: 0 only where it is 0. */
  def fold(sum: UInt): UInt =
    if (sum.getWidth <= 16) sum.pad(16)
    else {
      val high = sum >> 16
      val once = high +& sum(15, 0)
      // Two halves leave a carry of at most 1, and none once that is added.
      if (once.getWidth <= 17 && high.getWidth <= 16) (once(15, 0) + once(16))(15, 0)
      else fold(once)
    }

  private implicit class Reducible(values: Seq[UInt]) {
    def reduceTree(join: (UInt, UInt) => UInt): UInt =
      if (values.size == 1) values.head
      else
        values
          .grouped(2)
          .map(pair => if (pair.size == 2) join(pair.head, pair(1)) else pair.head)
          .toSeq
          .reduceTree(join)
  }
}
