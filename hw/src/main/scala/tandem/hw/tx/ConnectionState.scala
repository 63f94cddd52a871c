package tandem.hw.tx

import chisel3._

/** Whether requests of a connection are executed. */
object ConnectionState extends ChiselEnum {

  /** They are; every connection after reset. */
  val ENABLED = Value

  /** They are refused. */
  val DISABLED = Value

  /** One of them has failed: they are flushed. */
  val ERROR = Value
}
