package tandem.hw.rx

import chisel3._
import chisel3.util.Decoupled
import tandem.hw.Block
import tandem.hw.record.rx.{FrameBeat, ParsedSegment}
import tandem.hw.regs.{HasRegisters, RegisterFile, RegisterPort}

/** The configuration of the parser; the registers of the same names. */
class ParserConfig extends Bundle {
  val timeSource = TimeSource()
}

/** The parser as a block of its own, with the one register it needs.
  *
  * {{{
  *   in -> Parser -> out
  * }}}
  */
class ReceiveParser extends Module with HasRegisters with Block {
  val in        = IO(Flipped(Decoupled(new FrameBeat)))
  val out       = IO(Decoupled(new ParsedSegment))
  val registers = IO(new RegisterPort)

  val registerMap = ReceiveRegisters.only("timeSource")

  private val parser = Module(new Parser)
  private val file   = Module(new RegisterFile(registerMap, new ParserConfig, new Bundle {}))

  parser.in <> in
  out <> parser.out

  file.registers <> registers
  file.idle         := !parser.pending.valid
  parser.timeSource := file.config.timeSource
}
