package tandem.hw.regs

import chisel3.RawModule

/** A block with run-time configuration or counters at a `registers` port. */
trait HasRegisters { self: RawModule =>
  def registerMap: RegisterMap
  def registers: RegisterPort
}
