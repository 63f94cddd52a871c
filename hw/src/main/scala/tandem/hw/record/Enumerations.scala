package tandem.hw.record

import chisel3._

/** Direction of an access to host memory. */
object HostOp extends ChiselEnum {

  /** From host memory to the NIC. */
  val READ = Value

  /** From the NIC to host memory. */
  val WRITE = Value
}

/** How a request ended. */
object SpanStatus extends ChiselEnum {

  /** Every byte was moved. */
  val OK = Value

  /** A burst failed; bytes of the request may or may not have been moved. */
  val FAILED = Value

  /** Not permitted, or beyond the end of the address space; nothing was moved. */
  val REJECTED = Value
}

/** Where a request is cut into bursts. */
object SplitPolicy extends ChiselEnum {

  /** Every maximum burst from the start of the request, and at pages. */
  val OFF = Value

  /** At the first line boundary, from there every maximum burst, and at pages. */
  val ALWAYS = Value

  /** As ALWAYS, and a longer last burst that ends inside a line is cut before that line. */
  val ISOLATE_TAIL = Value

  /** The cheapest of the three others, the first of them where they are equal. */
  val COST = Value
}

/** What a partly covered line costs at the memory side. */
object MemoryModel extends ChiselEnum {

  /** Only that line is read and merged. */
  val PER_LINE = Value

  /** One partial line makes the memory side read and merge every line of the write burst. */
  val PER_TRANSACTION = Value
}
