package tandem.cosim.receive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tandem.cosim.stream.Beat;
import tandem.model.record.HostRun;
import tandem.model.record.PayloadBeat;
import tandem.model.record.RunKind;
import tandem.model.record.SegmentPlace;

/**
 * Puts together what the host finds in its memory from what the RTL reported alone, as placement
 * would: header, then every byte at its sequence number.
 */
final class ReceivedUnits {
  // Looked up by run number only, never gone through.
  private final Map<Long, List<SegmentPlace>> members = new HashMap<>();
  private final Map<Long, List<PayloadBeat>> beats = new HashMap<>();

  ReceivedUnits(ReceiveLog log) {
    Map<Long, Long> joinedTo = new HashMap<>();
    for (Beat<SegmentPlace> beat : log.place()) {
      SegmentPlace place = beat.record();
      if (place.op() == SegmentPlace.Op.JOIN) {
        joinedTo.put(place.other(), place.run());
        list(members, place.run()).addAll(list(members, place.other()));
        members.remove(place.other());
      } else {
        list(members, place.run()).add(place);
      }
    }
    for (Beat<PayloadBeat> beat : log.payload()) {
      long run = beat.record().run();
      while (joinedTo.containsKey(run)) {
        run = joinedTo.get(run);
      }
      list(beats, run).add(beat.record());
    }
  }

  /** Numbers of the frames of a unit in the order of their bytes. */
  long[] frames(HostRun unit) {
    List<SegmentPlace> places = new ArrayList<>(list(members, unit.run()));
    places.sort((a, b) -> Integer.compare(offset(unit, a.sequence()), offset(unit, b.sequence())));
    return places.stream().mapToLong(SegmentPlace::frame).toArray();
  }

  /** The frame that the host gets; bytes that never came are 0. */
  byte[] bytes(HostRun unit) {
    if (unit.kind() == RunKind.DROP) {
      return new byte[0];
    }
    byte[] bytes = new byte[unit.totalBytes()];
    unit.header().copyTo(bytes, 0);
    for (PayloadBeat beat : list(beats, unit.run())) {
      int at = unit.headerBytes() + offset(unit, beat.sequence());
      if (at >= 0 && at + beat.bytes() <= bytes.length) {
        beat.data().copyTo(bytes, at);
      }
    }
    return bytes;
  }

  private static int offset(HostRun unit, int sequence) {
    return unit.kind() == RunKind.PASS ? sequence : sequence - unit.sequence();
  }

  private static <T> List<T> list(Map<Long, List<T>> lists, long run) {
    return lists.computeIfAbsent(run, key -> new ArrayList<>());
  }
}
