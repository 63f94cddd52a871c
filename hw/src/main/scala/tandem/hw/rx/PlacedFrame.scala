package tandem.hw.rx

import chisel3._
import tandem.hw.record.rx.SegmentPlace

/** Where a frame went, with what the payload path needs to find the run of it. */
class PlacedFrame extends SegmentPlace {

  /** The frame is a member of the run of an entry; not set of a frame that passes and of a run of
    * one without entry, whose unit is the frame alone. False of a join.
    */
  val collected = Bool()

  /** The entry of that run: `entry` of its SegmentRun; 0 where not `collected`. */
  val entry = UInt(16.W)

  /** What of it is told outside. */
  def place: SegmentPlace = {
    val place = Wire(new SegmentPlace)
    place.elements.foreach { case (name, field) => field := elements(name) }
    place
  }
}
