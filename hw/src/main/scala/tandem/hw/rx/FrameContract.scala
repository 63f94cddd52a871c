package tandem.hw.rx

import chisel3._
import chisel3.layer.block
import chisel3.layers.Verification
import chisel3.util.DecoupledIO
import tandem.hw.NicParams
import tandem.hw.record.rx.FrameBeat

/** What a stream of frames promises, checked in simulation only:
  *
  *   - only the last beat of a frame has fewer than 64 bytes, none has fewer than 1
  *   - what lies above `bytes` is zero
  *   - the guest is the same on all beats of a frame
  */
object FrameContract {
  def apply(stream: DecoupledIO[FrameBeat]): Unit =
    block(Verification.Assert) {
      val beat     = stream.bits
      val taken    = stream.valid && stream.ready
      val within   = RegInit(false.B)
      val guest    = Reg(UInt(8.W))
      val fullBeat = NicParams.BeatBytes.U
      when(taken) {
        within := !beat.last
        guest  := beat.guest
      }
      val isLong  = beat.bytes > fullBeat || beat.bytes === 0.U
      val isShort = !beat.last && beat.bytes < fullBeat
      val behind  = beat.data >> (beat.bytes ## 0.U(3.W))
      assert(!taken || !isLong, "a beat of a frame has 1 to 64 bytes")
      assert(!taken || !isShort, "only the last beat of a frame has fewer than 64 bytes")
      assert(!taken || behind === 0.U, "a beat has data beyond its bytes")
      assert(!taken || !within || beat.guest === guest, "the guest changed within a frame")
    }
}
