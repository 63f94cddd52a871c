package tandem.hw.mem

import chisel3._
import tandem.hw.NicParams

/** Where a request lies among lines and pages, as far as the plans differ by it.
  *
  * The front is the part of the request in its first page; the head the first portion under ALWAYS,
  * up to the first line boundary; the body the front without the head; the tail the last burst.
  */
class SpanGeometry extends Bundle {

  /** The start inside its line, bytes; 0 when it is aligned. */
  val startInLine = UInt(8.W)

  /** The request ends inside a line. */
  val endsInLine = Bool()

  /** The request goes beyond its first page. */
  val spills     = Bool()
  val frontBytes = UInt(13.W)

  /** The request starts inside a line and does not leave it. */
  val headOnly  = Bool()
  val bodyBytes = UInt(13.W)

  /** Length of the last burst under ALWAYS; of no meaning when there is only the head. */
  val tailBytes = UInt(13.W)
}

/** Measures one request; combinational.
  *
  * Only the low bits of address and length matter: bursts are cut from the start of the request up
  * to the first page boundary, and from there at multiples of the limit.
  */
class SpanMeasurer(p: NicParams) extends Module {
  val pageOffset = IO(Input(UInt(12.W)))
  val bytes      = IO(Input(UInt(p.paddedLengthBits.W)))

  /** Where it is 0 the result has no meaning. */
  val lineBytes = IO(Input(UInt(9.W)))

  /** One less than the longest burst. */
  val burstMask = IO(Input(UInt(12.W)))
  val geometry  = IO(Output(new SpanGeometry))

  private val lineMask     = (lineBytes - 1.U)(7, 0)
  private val room         = NicParams.PageBytes.U - pageOffset
  private val spills       = bytes > room
  private val frontBytes   = Mux(spills, room, bytes)(12, 0)
  private val endOffset    = (pageOffset + bytes)(11, 0)
  private val startInLine  = pageOffset(7, 0) & lineMask
  private val startsInLine = startInLine.orR
  private val lineRest     = lineBytes - startInLine
  private val headOnly     = startsInLine && !spills && frontBytes <= lineRest
  private val headBytes    = Mux(startsInLine, Mux(headOnly, frontBytes, lineRest), 0.U)
  private val bodyBytes    = frontBytes - headBytes

  geometry.startInLine := startInLine
  geometry.endsInLine  := (endOffset(7, 0) & lineMask).orR
  geometry.spills      := spills
  geometry.frontBytes  := frontBytes
  geometry.headOnly    := headOnly
  geometry.bodyBytes   := bodyBytes
  geometry.tailBytes   := PowerOfTwo.lastPiece(Mux(spills, endOffset, bodyBytes(11, 0)), burstMask)
}
