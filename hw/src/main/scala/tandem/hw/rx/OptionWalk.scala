package tandem.hw.rx

import chisel3._

/** Walks TCP options. Without state. */
class OptionWalk extends Module {
  val options     = IO(Input(UInt((8 * TcpParser.OptionBytes).W)))
  val optionBytes = IO(Input(UInt(6.W)))

  /** There is a selective acknowledgment in front of any end. */
  val hasSack = IO(Output(Bool()))

  /** An option without a length that makes sense ended the walk. */
  val isMalformed = IO(Output(Bool()))

  private val bytes = HeaderBytes(options)

  /** In front of a byte: whether an option begins there, or how many bytes of the last one are
    * left.
    */
  private case class Step(left: UInt, ended: Bool, sack: Bool, malformed: Bool)

  private def advance(at: Step, index: Int): Step = {
    val kind      = bytes(index)
    val length    = if (index + 1 < bytes.size) bytes(index + 1) else 0.U(8.W)
    val begins    = !at.ended && at.left === 0.U && index.U < optionBytes
    val isLong    = begins && kind > 1.U
    val fits      = (index + 1).U < optionBytes && length >= 2.U && length +& index.U <= optionBytes
    val malformed = isLong && !fits
    Step(
      Mux(isLong && fits, length(5, 0) - 1.U, Mux(at.left === 0.U, 0.U, at.left - 1.U)),
      at.ended || malformed || begins && kind === 0.U,
      at.sack || isLong && fits && kind === 5.U,
      at.malformed || malformed
    )
  }

  private val start = Step(0.U(6.W), false.B, false.B, false.B)
  private val end   = bytes.indices.foldLeft(start)(advance)

  hasSack     := end.sack
  isMalformed := end.malformed
}
