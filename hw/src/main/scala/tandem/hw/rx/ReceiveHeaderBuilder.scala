package tandem.hw.rx

import chisel3._
import chisel3.util.Decoupled
import tandem.hw.Block
import tandem.hw.record.rx.{HostRun, SegmentRun}
import tandem.hw.regs.{HasRegisters, RegisterFile, RegisterPort}

/** The configuration of the header builder; the registers of the same names. */
class HeaderBuilderConfig extends Bundle {
  val checksumMode = ChecksumMode()
}

/** The header builder as a block of its own, with the one register it needs.
  *
  * {{{
  *   in -> HeaderBuilder -> out
  * }}}
  */
class ReceiveHeaderBuilder extends Module with HasRegisters with Block {
  val in        = IO(Flipped(Decoupled(new SegmentRun)))
  val out       = IO(Decoupled(new HostRun))
  val registers = IO(new RegisterPort)

  val registerMap = ReceiveRegisters.only("checksumMode")

  private val builder = Module(new HeaderBuilder)
  private val file = Module(new RegisterFile(registerMap, new HeaderBuilderConfig, new Bundle {}))

  builder.in <> in
  out <> builder.out

  file.registers <> registers
  file.idle            := !in.valid && builder.idle
  builder.checksumMode := file.config.checksumMode
}
