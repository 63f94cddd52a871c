package tandem.hw.rx

import chisel3._
import chisel3.util.{Cat, Decoupled, Valid}
import tandem.hw.{NicParams, StreamContract}
import tandem.hw.record.rx.{FrameBeat, ParsedSegment}

/** Reads the headers of frames and verifies their checksums.
  *
  *   - accepts: a beat a cycle, so one frame of the least length a cycle
  *   - gives: one record for each frame, three cycles after its last beat, from registers
  *   - keeps order of: frames
  *   - never: loses a frame; `in.ready` depends on `out.ready` of the same cycle
  *
  * Three steps behind the beat that is taken: the first beats are kept and summed up; Ethernet and
  * IP are read when the last beat is there; TCP is read and the sums are compared.
  *
  * {{{
  *   in -> first beats -> EthernetParser -> IpParser -> | TcpParser ----+-> out
  *     \-> PacketSum ---------------------------------> | ChecksumUnit -+
  * }}}
  */
class Parser extends Module {
  val in         = IO(Flipped(Decoupled(new FrameBeat)))
  val out        = IO(Decoupled(new ParsedSegment))
  val timeSource = IO(Input(TimeSource()))

  /** Cycles since reset. */
  val nowCycle = IO(Output(UInt(48.W)))

  /** The cycle in which the last beat of the oldest frame was taken that is not handed over yet. */
  val pending = IO(Valid(UInt(48.W)))

  private val cycle = RegInit(0.U(48.W))
  cycle    := cycle + 1.U
  nowCycle := cycle

  // First step: the beat that was taken, and the first beats of its frame.
  private val beatValid  = RegInit(false.B)
  private val beat       = Reg(new FrameBeat)
  private val takenCycle = Reg(UInt(48.W))
  private val nextIndex  = RegInit(0.U(Parser.IndexBits.W))
  private val index      = Reg(UInt(Parser.IndexBits.W))
  private val kept       = Parser.keptBits.map(widthBits => Reg(UInt(widthBits.W)))
  private val beatMoves  = Wire(Bool())
  in.ready := !beatValid || beatMoves
  when(in.ready) { beatValid := in.valid }
  when(in.fire) {
    beat       := in.bits
    takenCycle := cycle
    index      := nextIndex
    nextIndex  := Mux(in.bits.last, 0.U, nextIndex + 1.U)
    for ((register, i) <- kept.zipWithIndex) {
      when(nextIndex === i.U) { register := in.bits.data(register.getWidth - 1, 0) }
      if (i > 0) when(nextIndex === 0.U) { register := 0.U }
    }
  }

  private val ethernet    = Module(new EthernetParser)
  private val ip          = Module(new IpParser)
  private val packetSum   = Module(new PacketSum)
  private val frameBytes  = (index ## 0.U(6.W)) + beat.bytes
  private val packetStart = EthernetParser.end(ethernet.out.vlanTags)
  private val packet = EthernetParser.behindTags(
    ethernet.out.vlanTags,
    tags => (Cat(kept.reverse) >> (8 * EthernetParser.end(tags)))(8 * IpParser.WindowBytes - 1, 0)
  )
  private val packetBytes = HeaderBytes(packet)
  ethernet.start      := kept.head(8 * EthernetParser.MostBytes - 1, 0)
  ethernet.frameBytes := frameBytes
  ip.ethernet         := ethernet.out
  ip.header           := packet(8 * IpParser.FixedBytes6 - 1, 0)
  for ((head, i) <- ip.heads.zipWithIndex)
    head          := ExtensionHead(packetBytes, IpParser.FixedBytes6 + 8 * i)
  ip.packetBytes  := frameBytes - packetStart
  ip.frameBytes   := frameBytes
  packetSum.valid := beatValid && beatMoves
  packetSum.data  := beat.data
  packetSum.index := index
  packetSum.start := packetStart
  packetSum.end   := ip.out.datagramBytes +& packetStart

  // Second step: a frame whose Ethernet and IP headers are known.
  private val frame      = RegInit(0.U(32.W))
  private val framed     = Reg(new Parser.FramedPacket)
  private val framedFull = RegInit(false.B)
  private val framedGoes = Wire(Bool())
  private val isWhole    = beatValid && beat.last
  beatMoves := !isWhole || !framedFull || framedGoes
  when(!framedFull || framedGoes) { framedFull := isWhole }
  when(isWhole && beatMoves) {
    frame             := frame + 1.U
    framed.frame      := frame
    framed.frameBytes := frameBytes
    framed.guest      := beat.guest
    framed.taken      := takenCycle
    framed.stamp      := beat.time
    framed.ethernet   := ethernet.out
    framed.ip         := ip.out
    framed.packet     := packet
    framed.start      := packetStart
    framed.sum        := packetSum.sum
  }

  // Third step: everything is known.
  private val tail = Module(new ParserTail)
  tail.framed     := framed
  tail.timeSource := timeSource
  private val segment      = Reg(new ParsedSegment)
  private val segmentTaken = Reg(UInt(48.W))
  private val segmentFull  = RegInit(false.B)
  framedGoes := !segmentFull || out.ready
  when(framedGoes) {
    segmentFull  := framedFull
    segment      := tail.out
    segmentTaken := framed.taken
  }
  out.valid := segmentFull
  out.bits  := segment

  pending.valid := segmentFull || framedFull || isWhole
  pending.bits  := Mux(segmentFull, segmentTaken, Mux(framedFull, framed.taken, takenCycle))

  StreamContract(in, "in")
  FrameContract(in)
  StreamContract(out, "out")
}

object Parser {

  /** What is kept of the first beats, bits: as far as headers can go. */
  val keptBits: Seq[Int] =
    Seq.unfold(8 * (EthernetParser.MostBytes + IpParser.WindowBytes)) { left =>
      val beat = math.min(left, 8 * NicParams.BeatBytes)
      Option.when(left > 0)((beat, left - beat))
    }

  /** Width of the number of a beat in its frame, bits. */
  val IndexBits = 11

  /** A frame whose Ethernet and IP headers are known. */
  class FramedPacket extends Bundle {
    val frame      = UInt(32.W)
    val frameBytes = UInt(17.W)
    val guest      = UInt(8.W)

    /** When its last beat was taken, as a cycle and by the MAC. */
    val taken    = UInt(48.W)
    val stamp    = UInt(48.W)
    val ethernet = new EthernetHeader
    val ip       = new IpHeader

    /** The first bytes behind the Ethernet header, and where they begin in the frame. */
    val packet = UInt((8 * IpParser.WindowBytes).W)
    val start  = UInt(5.W)

    /** Of its 16-bit words. */
    val sum = UInt(PacketSum.widthBits.W)
  }
}
