package tandem.hw.mem

import chisel3._
import chisel3.util.log2Ceil
import tandem.hw.NicParams

/** Where a request lies among lines and pages, as far as the plans differ by it.
  *
  * The front is the part of the request in its first page; the head the first portion under ALWAYS,
  * up to the first line boundary; the tail the last burst under ALWAYS.
  */
class SpanGeometry extends Bundle {
  val startsOdd = Bool()

  /** The request ends inside a line. */
  val endsOdd = Bool()

  /** One less than the bytes from the start to the next line boundary. */
  val headLessOne = UInt(8.W)

  /** The request goes beyond its first page. */
  val spills       = Bool()
  val frontLessOne = UInt(12.W)

  /** One less than the bytes to the first page boundary. */
  val roomLessOne = UInt(12.W)

  /** Bursts of the front under OFF, less one. */
  val frontCuts = UInt(7.W)

  /** One less than the last of these. */
  val frontRest = UInt(12.W)

  /** Line boundaries inside the front. */
  val frontLineEnds = UInt(7.W)

  /** Line boundaries inside the tail; of no meaning when there is only the head. */
  val tailLineEnds = UInt(7.W)
}

/** Measures one request; combinational.
  *
  * Only the low bits of address and length matter: bursts are cut from the start of the request up
  * to the first page boundary, and from there at multiples of the limit.
  */
class SpanMeasurer(p: NicParams) extends Module {
  val place = IO(Input(new SpanPlace(p)))

  /** The longest burst. */
  val burstBytes = IO(Input(UInt(13.W)))
  val geometry   = IO(Output(new SpanGeometry))
  val length     = IO(Output(new SpanLength(p)))

  private val SmallLineBits = log2Ceil(NicParams.LineBytes(1))
  private val SmallLines    = NicParams.LineBytes.map(_ >> SmallLineBits)

  private val padding    = place.padBytes
  private val pageOffset = place.pageOffset
  private val startsOdd  = place.startInLine.orR
  private val burst      = PowerOfTwo.choice(burstBytes, NicParams.BurstBytes)
  private val burstMask  = PowerOfTwo.mask(burstBytes)

  // Padding ends at a line boundary, so it never reaches into another page.
  private val spills =
    (place.reach >> 13).orR || place.reach(12) && place.reach(11, 0).orR
  private val lastByte    = place.bytesLessOne(11, 0)
  private val roomLessOne = ~pageOffset
  private val headLessOne = ~place.startInLine & place.lineMask

  private val frontLessOne = Mux(spills, roomLessOne, lastByte + padding)
  // In the first page the tail begins behind the head, elsewhere at a multiple of the limit.
  private val behindHead = Mux(startsOdd, lastByte + ~headLessOne.pad(12), lastByte)
  private val tailLast   = Mux(spills, pageOffset + lastByte, behindHead)

  private val frontLines = smallLines(frontLessOne, place.startInLine)
  private val tailLines  = smallLines(tailLast, padding) & (burstMask >> SmallLineBits)

  // Line boundaries lie at multiples of the smallest line, so only the carry counts below it.
  private def smallLines(bytes: UInt, more: UInt): UInt = {
    val carries = more(SmallLineBits - 1, 0) > ~bytes(SmallLineBits - 1, 0)
    (bytes >> SmallLineBits) + (more >> SmallLineBits) + carries
  }

  geometry.startsOdd     := startsOdd
  geometry.endsOdd       := place.endInLine.orR
  geometry.headLessOne   := headLessOne
  geometry.spills        := spills
  geometry.frontLessOne  := frontLessOne
  geometry.roomLessOne   := roomLessOne
  geometry.frontCuts     := PowerOfTwo.divide(frontLessOne, burst, NicParams.BurstBytes)
  geometry.frontRest     := frontLessOne & burstMask
  geometry.frontLineEnds := PowerOfTwo.divide(frontLines, place.line, SmallLines)
  geometry.tailLineEnds  := PowerOfTwo.divide(tailLines, place.line, SmallLines)

  length.wholeLessOne := place.bytesLessOne +& padding
  length.mainLessOne  := place.bytesLessOne - place.endInLine
  length.hasRest      := place.endInLine.orR && place.bytesLessOne >= place.endInLine
  length.restBytes    := place.endInLine
}
