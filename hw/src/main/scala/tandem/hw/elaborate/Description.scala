package tandem.hw.elaborate

import java.lang.{Long => JLong}
import java.math.BigInteger
import java.util.{List => JList, Map => JMap, Optional}

/** One port of the top module.
  *
  * @param direction
  *   `input` or `output`
  */
final case class PortDescription(name: String, direction: String, widthBits: Int)

/** One field of the record on a stream and the port that carries it. */
final case class FieldDescription(name: String, port: String, widthBits: Int)

/** One ready/valid stream, or one without ready, whose every valid cycle is a record.
  *
  * @param direction
  *   of the record, seen from the block
  * @param ready
  *   empty for a stream that cannot be held back
  */
final case class StreamDescription(
    name: String,
    direction: String,
    record: String,
    valid: String,
    ready: Optional[String],
    fields: JList[FieldDescription]
)

/** One register; either `allowed` or both limits are present in one that can be written. */
final case class RegisterDescription(
    name: String,
    address: Int,
    widthBits: Int,
    access: String,
    reset: BigInteger,
    allowed: Optional[JList[BigInteger]],
    minimum: Optional[BigInteger],
    maximum: Optional[BigInteger],
    labels: JMap[String, BigInteger],
    doc: String
)

/** A generated block: its text and everything a program must know to drive it.
  *
  * @param files
  *   name and text of the SystemVerilog files, one a module, in compilation order
  * @param firrtl
  *   the same design one step before Verilog, for engines that need none; empty for synthesis
  */
final case class ElaboratedBlock(
    block: String,
    top: String,
    files: JMap[String, String],
    firrtl: String,
    clock: String,
    reset: String,
    parameters: JMap[String, JLong],
    ports: JList[PortDescription],
    streams: JList[StreamDescription],
    registers: JList[RegisterDescription],
    rules: JList[String]
)
