package tandem.hw

import chisel3.experimental.BaseModule

/** A module that is generated on its own. The modules below it carry its name, so that the Verilog
  * of several blocks can be compiled together: a register file has other registers in each.
  */
trait Block { this: BaseModule =>
  override def localModulePrefix: Option[String]       = Some(desiredName)
  override def localModulePrefixAppliesToSelf: Boolean = false
}
