package tandem.hw.rx

import chisel3._

/** An Ethernet header with its VLAN tags. */
class EthernetHeader extends Bundle {
  val destinationMac = UInt(48.W)
  val sourceMac      = UInt(48.W)
  val vlanTags       = UInt(2.W)
  val outerTag       = UInt(32.W)
  val innerTag       = UInt(32.W)

  /** The header, or a tag, is cut off. */
  val cut    = Bool()
  val isArp  = Bool()
  val isIpv4 = Bool()
  val isIpv6 = Bool()
}

/** Reads the Ethernet header and at most two VLAN tags. Without state.
  *
  * @param start
  *   the first bytes of the frame
  * @param frameBytes
  *   bytes of the frame, as far as they have come
  */
class EthernetParser extends Module {
  val start      = IO(Input(UInt((8 * EthernetParser.MostBytes).W)))
  val frameBytes = IO(Input(UInt(17.W)))
  val out        = IO(Output(new EthernetHeader))

  private val bytes              = HeaderBytes(start)
  private def has(count: Int)    = frameBytes >= count.U
  private def typeAt(first: Int) = HeaderBytes.number(bytes, first, 2)
  private def isTag(kind: UInt)  = kind === 0x8100.U || kind === 0x88a8.U

  // A tag counts when it is there together with the type behind it.
  private val isWhole   = has(EthernetParser.Bytes)
  private val wantOuter = isWhole && isTag(typeAt(12))
  private val hasOuter  = wantOuter && has(EthernetParser.Bytes + 4)
  private val wantInner = hasOuter && isTag(typeAt(16))
  private val hasInner  = wantInner && has(EthernetParser.Bytes + 8)

  out.destinationMac := Mux(isWhole, HeaderBytes.number(bytes, 0, 6), 0.U)
  out.sourceMac      := Mux(isWhole, HeaderBytes.number(bytes, 6, 6), 0.U)
  out.vlanTags       := hasOuter +& hasInner
  out.outerTag       := Mux(hasOuter, HeaderBytes.number(bytes, 12, 4), 0.U)
  out.innerTag       := Mux(hasInner, HeaderBytes.number(bytes, 16, 4), 0.U)
  out.cut            := !isWhole || wantOuter && !hasOuter || wantInner && !hasInner

  private val kind = EthernetParser.behindTags(out.vlanTags, tags => typeAt(12 + 4 * tags))
  out.isArp  := !out.cut && kind === 0x0806.U
  out.isIpv4 := !out.cut && kind === 0x0800.U
  out.isIpv6 := !out.cut && kind === 0x86dd.U
}

object EthernetParser {

  /** Of a header without tags. */
  val Bytes = 14

  /** Tags that are understood. */
  val Tags = 2

  /** Of a header with all tags. */
  val MostBytes = Bytes + 4 * Tags

  /** What `value` gives for the number of tags there are. */
  def behindTags(vlanTags: UInt, value: Int => UInt): UInt =
    Mux(vlanTags === 0.U, value(0), Mux(vlanTags === 1.U, value(1), value(2)))

  /** Where the header behind Ethernet begins in the frame. */
  def end(vlanTags: UInt): UInt = behindTags(vlanTags, tags => end(tags).U(5.W))

  /** The same for a number of tags that is fixed. */
  def end(vlanTags: Int): Int = Bytes + 4 * vlanTags
}
