package tandem.hw.rx

import chisel3._

/** A named set of rules; writing it loads every register that belongs to it. */
object Profile extends ChiselEnum {
  val TTO       = Value
  val RSC       = Value
  val LINUX_GRO = Value
}

/** What two frames of one flow have in common. */
object KeyRule extends ChiselEnum { val TUPLE, LINK = Value }

/** Which entry makes room for another. */
object EvictRule extends ChiselEnum { val LRU, CREATED = Value }

/** Whether the padding of a short frame is an error. */
object PaddingRule extends ChiselEnum { val MINIMUM_FRAME, STRICT = Value }

/** Which flags a segment may have. */
object FlagRule extends ChiselEnum { val STRICT, MATCH = Value }

/** Whether a segment with FIN is collected. */
object FinRule extends ChiselEnum { val OUT, IN = Value }

/** Whether PSH closes a run. */
object PshRule extends ChiselEnum { val OFF, CLOSE = Value }

/** Which TCP options a segment may have. */
object OptionRule extends ChiselEnum { val TIMESTAMP, MATCH = Value }

/** Whether segments with IPv6 extension headers are collected. */
object ExtensionRule extends ChiselEnum { val OUT, MATCH = Value }

/** Whether segments with a congestion mark are collected. */
object CeRule extends ChiselEnum { val MATCH, OUT = Value }

/** Whether a segment with CWR continues a run. */
object CwrRule extends ChiselEnum { val MATCH, NEVER = Value }

/** Whether hop limits in a run may differ. */
object TtlRule extends ChiselEnum { val MATCH, MINIMUM = Value }

/** Whether IPv4 identifications must continue. */
object IpIdRule extends ChiselEnum { val IGNORE, MATCH = Value }

/** What a changed window does. */
object WindowRule extends ChiselEnum { val LATEST, OUT, NEW = Value }

/** Which acknowledgments continue a run. */
object AckRule extends ChiselEnum { val ADVANCE, MATCH = Value }

/** Whether window updates are taken in. */
object PureAckRule extends ChiselEnum { val OUT, WINDOW_IN = Value }

/** What a segment beyond a hole does. */
object HoleRule extends ChiselEnum { val NEW, OUT = Value }

/** What a segment from before the expected one does. */
object BehindRule extends ChiselEnum { val OUT, NEW = Value }

/** Whether a shorter segment closes a run. */
object ShortRule extends ChiselEnum { val OFF, CLOSE = Value }

/** Whether a longer segment starts another run. */
object LongRule extends ChiselEnum { val OFF, NEW = Value }

/** Whether a run that is exactly full is closed. */
object FillRule extends ChiselEnum { val OPEN, CLOSE = Value }

/** Whether timestamps may go back. */
object TimestampRule extends ChiselEnum { val IGNORE, FORWARD = Value }

/** Which timestamp the host sees. */
object TimestampMode extends ChiselEnum { val FIRST, LATEST = Value }

/** What the checksum fields of new headers hold. */
object ChecksumMode extends ChiselEnum { val RECOMPUTE, REPORT = Value }

/** What becomes of segments out of order. */
object OutOfOrder extends ChiselEnum { val FLUSH, ISLES = Value }

/** What becomes of isles beyond their limits. */
object IsleOverflow extends ChiselEnum { val DELIVER, DROP = Value }

/** When the payload of a run goes to memory. */
object Collect extends ChiselEnum { val STREAM, STORE = Value }

/** What the arrival of a frame is taken from. */
object TimeSource extends ChiselEnum { val CYCLE, STAMP = Value }
