package tandem.hw

import chisel3._
import chisel3.layer.block
import chisel3.layers.Verification
import chisel3.util.DecoupledIO
import chisel3.util.circt.IsX

/** What every ready/valid stream promises, checked in simulation only:
  *
  *   - valid, once up, stays up until ready
  *   - the record does not change while it waits for ready
  *   - valid is never unknown, and no bit of a record that is offered is
  */
object StreamContract {

  /** Checks `stream`, naming it `name` in the message. */
  def apply(stream: DecoupledIO[_ <: Data], name: String): Unit =
    block(Verification.Assert) {
      val bits    = stream.bits.asUInt
      val waiting = RegNext(stream.valid && !stream.ready, false.B)
      val before  = RegNext(bits)
      assert(!waiting || stream.valid, s"stream $name: valid fell before ready came")
      assert(!waiting || bits === before, s"stream $name: the record changed while it waited")
      assert(!IsX(stream.valid), s"stream $name: valid is unknown")
      assert(!stream.valid || !IsX(bits.xorR), s"stream $name: a bit of the record is unknown")
    }
}
