package tandem.hw

import chisel3._
import chisel3.util.{UIntToOH, log2Ceil}

/** A memory that reads as zero where it was not written since reset, without a sweep at reset.
  *
  * Which words were written is kept in a memory of the same kind, 256 times smaller, down to one
  * that fits a register.
  *
  * @param readPorts
  *   reads in one cycle; the write has its own
  */
class ZeroedMemory(depth: Int, widthBits: Int, readPorts: Int) extends Module {
  private val RowBits     = 256
  private val addressBits = math.max(1, log2Ceil(depth))

  val readAddress  = IO(Input(Vec(readPorts, UInt(addressBits.W))))
  val readData     = IO(Output(Vec(readPorts, UInt(widthBits.W))))
  val writeEnable  = IO(Input(Bool()))
  val writeAddress = IO(Input(UInt(addressBits.W)))
  val writeData    = IO(Input(UInt(widthBits.W)))

  private val words = Mem(depth, UInt(widthBits.W))
  when(writeEnable) { words(writeAddress) := writeData }

  if (depth <= RowBits) {
    val written = RegInit(0.U(depth.W))
    when(writeEnable) { written := written | UIntToOH(writeAddress, depth) }
    for (i <- 0 until readPorts) {
      readData(i) := Mux(CircularBits.at(written, readAddress(i)), words(readAddress(i)), 0.U)
    }
  } else {
    val rows                       = (depth + RowBits - 1) / RowBits
    val whichWritten               = Module(new ZeroedMemory(rows, RowBits, readPorts + 1))
    val column                     = log2Ceil(RowBits)
    def row(address: UInt): UInt   = address(addressBits - 1, column)
    def place(address: UInt): UInt = address(column - 1, 0)
    for (i <- 0 until readPorts) {
      whichWritten.readAddress(i) := row(readAddress(i))
      val isWritten = CircularBits.at(whichWritten.readData(i), place(readAddress(i)))
      readData(i) := Mux(isWritten, words(readAddress(i)), 0.U)
    }
    whichWritten.readAddress(readPorts) := row(writeAddress)
    whichWritten.writeEnable            := writeEnable
    whichWritten.writeAddress           := row(writeAddress)
    whichWritten.writeData := whichWritten.readData(readPorts) | UIntToOH(
      place(writeAddress),
      RowBits
    )
  }
}
