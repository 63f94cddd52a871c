package tandem.hw.mem

import chisel3._
import tandem.hw.regs.{Register, RegisterMap}

/** What the reassembly counts; names and widths as in [[ReassemblyRegisters]]. */
class ReassemblyCounts extends Bundle {
  val readCompletions = UInt(64.W)
  val payloadBeats    = UInt(64.W)
  val payloadBytes    = UInt(64.W)
}

/** The reassembly has nothing to configure while it runs. */
class ReassemblyConfig extends Bundle

/** The registers of the reassembly in address order. */
object ReassemblyRegisters {
  def apply(): RegisterMap = {
    import Register.counter
    RegisterMap(
      Seq(
        counter("readCompletions", "Pieces of read data received."),
        counter("payloadBeats", "Beats delivered."),
        counter("payloadBytes", "Bytes delivered.")
      ),
      Nil
    )
  }
}
