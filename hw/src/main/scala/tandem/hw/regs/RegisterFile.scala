package tandem.hw.regs

import chisel3._
import chisel3.layer.block
import chisel3.layers.Verification

/** Access to the registers of a block; one register a cycle. */
class RegisterPort extends Bundle {
  val writeEnable = Input(Bool())

  /** Byte address, a multiple of 8. */
  val address   = Input(UInt(16.W))
  val writeData = Input(UInt(64.W))

  /** The register at `address`, in the same cycle; 0 where there is none. */
  val readData = Output(UInt(64.W))
}

/** The registers of a block, from one table.
  *
  *   - accepts: a write or a read each cycle; a write, and all that its preset loads, is seen by
  *     the block from the next cycle on
  *   - gives: the configuration to the block, configuration and counters to software
  *   - never: holds an illegal value: a write of one, and a write that meets no writable register,
  *     changes nothing (and stops a simulation)
  *
  * @param configuration
  *   one field for each writable register of `map`, of the same name and width
  * @param observation
  *   one field for each read-only register of `map`, of the same name and width
  */
class RegisterFile[C <: Record, O <: Record](map: RegisterMap, configuration: C, observation: O)
    extends Module {
  val registers = IO(new RegisterPort)
  val config    = IO(Output(configuration))
  val counters  = IO(Input(observation))

  /** True while nothing in the block uses the configuration. */
  val idle = IO(Input(Bool()))

  private val addresses = map.registers.indices.map(map.address)
  private val selected  = addresses.map(a => registers.address === a.U)
  private val values = map.registers.zip(selected).map { case (register, here) =>
    register.access match {
      case Access.ReadWrite =>
        val value = RegInit(register.reset.U(register.widthBits.W))
        when(registers.writeEnable && here && isLegal(register)) {
          value := registers.writeData(register.widthBits - 1, 0)
        }
        for ((preset, loaded) <- map.loads(register.name)) {
          when(isWritten(preset)) { value := loaded.U }
        }
        value
      case Access.ReadOnly =>
        field(counters, register).asUInt
    }
  }

  for ((register, value) <- map.registers.zip(values) if register.access == Access.ReadWrite) {
    val target = field(config, register)
    target := suppressEnumCastWarning(value.asTypeOf(target))
  }

  registers.readData := chisel3.util.Mux1H(selected, values.map(_.pad(64)))

  block(Verification.Assert) {
    for ((register, here) <- map.registers.zip(selected)) {
      val written = registers.writeEnable && here
      if (register.access == Access.ReadOnly) {
        assert(!written, s"register ${register.name} is read-only and was written")
      } else {
        assert(!written || isLegal(register), s"illegal value written to ${register.name}")
      }
    }
    assert(
      !registers.writeEnable || chisel3.util.Cat(selected).orR,
      "a write to an address where there is no register"
    )
    assert(!registers.writeEnable || idle, "a register was written while the block was at work")
  }

  private def isWritten(preset: Preset): Bool =
    registers.writeEnable && registers.address === map.address(preset.register).U &&
      registers.writeData === preset.value.U

  private def isLegal(register: Register): Bool = {
    val data = registers.writeData
    register.legal match {
      case Legal.Any            => true.B
      case Legal.OneOf(allowed) => allowed.map(v => data === v.U).reduce(_ || _)
      case Legal.Range(minimum, maximum) =>
        val notTooGreat = data <= maximum.U
        if (minimum == 0) notTooGreat else notTooGreat && data >= minimum.U
    }
  }

  private def field(bundle: Record, register: Register): Data = {
    val found = bundle.elements.getOrElse(
      register.name,
      throw new IllegalArgumentException(s"no field for the register ${register.name}")
    )
    require(
      found.getWidth == register.widthBits,
      s"register ${register.name} has widthBits=${register.widthBits}, its field ${found.getWidth}"
    )
    found
  }
}
