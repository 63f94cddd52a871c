package tandem.hw.rx

import chisel3._
import scala.collection.immutable.SeqMap
import tandem.hw.regs.Register

/** What the receive path counts, 64 bits each; names as in [[ReceiveCounts.names]]. */
class ReceiveCounts extends Record {
  val elements: SeqMap[String, UInt] =
    SeqMap.from(ReceiveCounts.names.map(name => name -> UInt(64.W)))

  def apply(name: String): UInt = elements(name)
}

object ReceiveCounts {

  /** Buckets of the histogram of segments: bucket k counts from 2^k to below 2^(k+1). */
  val SegmentBuckets = 17

  /** Numbers of `endReason`. */
  val Reasons = 27

  /** Buckets of the histogram of delays: 0, then from 2^(k-1) to below 2^k, then the rest. */
  val DelayBuckets = 33

  private val single: Seq[(String, String)] = Seq(
    "frames"             -> "Frames decided.",
    "frameBytes"         -> "Their bytes.",
    "notIpFrames"        -> "Frames of kind NOT_IP.",
    "arpFrames"          -> "Frames of kind ARP.",
    "otherIpFrames"      -> "Frames of kind OTHER_IP.",
    "udpFrames"          -> "Frames of kind UDP.",
    "tcpFrames"          -> "Frames of kind TCP.",
    "malformedFrames"    -> "Frames of kind MALFORMED.",
    "ipChecksumErrors"   -> "Frames whose IPv4 header checksum was wrong.",
    "tcpChecksumErrors"  -> "Frames whose TCP checksum was wrong.",
    "lengthErrors"       -> "Frames whose lengths contradict each other.",
    "paddedFrames"       -> "Frames of the least legal length with padding.",
    "fragments"          -> "Frames that are IP fragments.",
    "aggregates"         -> "Units of kind AGGREGATE.",
    "aggregatedSegments" -> "Their segments.",
    "aggregatedBytes"    -> "Their payload, bytes.",
    "passedFrames"       -> "Units of kind PASS.",
    "passedBytes"        -> "Their bytes.",
    "droppedSegments"    -> "Segments of units of kind DROP.",
    "droppedBytes"       -> "Their payload, bytes.",
    "absorbedAcks"       -> "Window updates and duplicate acknowledgments taken in.",
    "evictions"          -> "Entries flushed to make room, or to stay below maxAggregates.",
    "entries"            -> "Entries in use now.",
    "entriesMax"         -> "Most entries in use after a frame or event.",
    "openEntries"        -> "Entries that collect now.",
    "openEntriesMax"     -> "Most entries that collect after a frame or event.",
    "isleSegmentsHeld"   -> "Segments in isles now.",
    "isleJoins"          -> "Isles joined to isles and to runs.",
    "delayCycles"        -> "Cycles the units of kind AGGREGATE were collected, together.",
    "delayCyclesMax"     -> "The longest of them, cycles."
  )

  private val described: Seq[(String, String)] =
    single ++
      histogram("segmentsPerAggregate", SegmentBuckets, k => s"Units of 2^$k segments and more.") ++
      histogram("endReason", Reasons, k => s"Units collected that ended for reason $k.") ++
      histogram("passReason", Reasons, k => s"Frames that passed for reason $k.") ++
      histogram("delay", DelayBuckets, delay)

  /** The names of the counters in address order. */
  val names: Seq[String] = described.map(_._1)

  /** The registers of the counters in address order. */
  def registers: Seq[Register] = described.map { case (name, doc) => Register.counter(name, doc) }

  private def histogram(name: String, buckets: Int, doc: Int => String): Seq[(String, String)] =
    Seq.tabulate(buckets)(k => s"$name$k" -> doc(k))

  private def delay(bucket: Int): String =
    if (bucket == 0) "Units delivered without delay."
    else s"Units delayed by 2^${bucket - 1} cycles and more, below the next."
}
