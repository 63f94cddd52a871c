package tandem.hw.rx

import chisel3._
import chisel3.util.Mux1H

/** The beginning of an extension header. */
class ExtensionHead extends Bundle {
  val nextHeader = UInt(8.W)

  /** Length less 8 bytes, in words of 8 bytes; of a fragment header it has no meaning. */
  val lengthWords = UInt(8.W)

  /** Of a fragment header. */
  val fragmentOffset = UInt(13.W)
}

object ExtensionHead {

  /** The extension header that begins at `first`. */
  def apply(bytes: Seq[UInt], first: Int): ExtensionHead = {
    val head = Wire(new ExtensionHead)
    head.nextHeader     := bytes(first)
    head.lengthWords    := bytes(first + 1)
    head.fragmentOffset := HeaderBytes.number(bytes, first + 2, 2)(15, 3)
    head
  }
}

/** Walks the extension headers behind an IPv6 header. Without state.
  *
  * @param nextHeader
  *   what the IPv6 header says about the first of them
  * @param heads
  *   what each word of 8 bytes behind the IPv6 header says, if a header begins there
  * @param roomWords
  *   words of 8 bytes there, of frame and datagram
  */
class ExtensionChain extends Module {
  val nextHeader = IO(Input(UInt(8.W)))
  val heads      = IO(Input(Vec(ExtensionChain.Words, new ExtensionHead)))
  val roomWords  = IO(Input(UInt(14.W)))

  /** There is at least one, broken or not. */
  val isThere = IO(Output(Bool()))

  /** One of them makes it a fragment, and not the first. */
  val isFragment  = IO(Output(Bool()))
  val isContinued = IO(Output(Bool()))

  /** Too many, too long, or cut off. */
  val isBroken = IO(Output(Bool()))

  /** All of them, up to where the walk ended. */
  val chainBytes = IO(Output(UInt(7.W)))

  /** What follows them. */
  val protocol = IO(Output(UInt(8.W)))

  /** Where the walk stands: behind `taken` words of 8 bytes, in front of a header `next`. */
  private case class Step(
      next: UInt,
      taken: UInt,
      fragment: Bool,
      continued: Bool,
      broken: Bool
  )

  private def isExtension(kind: UInt): Bool =
    ExtensionChain.Kinds.map(kind === _.U).reduce(_ || _)

  private def advance(at: Step): Step = {
    val head       = Mux1H(heads.zipWithIndex.map { case (head, i) => (at.taken === i.U) -> head })
    val isFragment = at.next === ExtensionChain.Fragment.U
    val end        = at.taken +& Mux(isFragment, 1.U, head.lengthWords +& 1.U)
    val fits       = end <= heads.size.U && end <= roomWords
    val isHere     = isExtension(at.next) && !at.continued && !at.broken
    val taken      = isHere && fits
    Step(
      Mux(taken, head.nextHeader, at.next),
      Mux(taken, end(3, 0), at.taken),
      at.fragment || taken && isFragment,
      at.continued || taken && isFragment && head.fragmentOffset.orR,
      at.broken || isHere && !fits
    )
  }

  private val start = Step(nextHeader, 0.U(4.W), false.B, false.B, false.B)
  private val end   = Seq.iterate(start, ExtensionChain.MostHeaders + 1)(advance).last

  isThere     := isExtension(nextHeader)
  isFragment  := end.fragment
  isContinued := end.continued
  isBroken    := end.broken || isExtension(end.next) && !end.continued
  chainBytes  := end.taken ## 0.U(3.W)
  protocol    := end.next
}

object ExtensionChain {

  /** Headers of a chain at most. */
  val MostHeaders = 4

  /** Bytes of a chain at most. */
  val MostBytes = 64

  /** The same in words of 8 bytes. */
  val Words = MostBytes / 8

  /** Number of the fragment header. */
  val Fragment = 44

  /** Hop-by-hop options, routing, fragment, destination options. */
  val Kinds: Seq[Int] = Seq(0, 43, Fragment, 60)
}
