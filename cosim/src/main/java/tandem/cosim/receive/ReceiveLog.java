package tandem.cosim.receive;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tandem.cosim.stream.Beat;
import tandem.model.record.FrameBeat;
import tandem.model.record.HostRun;
import tandem.model.record.PayloadBeat;
import tandem.model.record.SegmentPlace;

/**
 * What the RTL did in one run: every handshake of every stream.
 *
 * @param resetCycle cycle that the RTL counts as 0
 * @param startCycle cycle before the first in which a beat could be offered
 * @param endCycle last cycle of the run
 * @param counters the RTL's counters after the run, by register name
 */
public record ReceiveLog(
    long resetCycle,
    long startCycle,
    long endCycle,
    List<Beat<FrameBeat>> in,
    List<Beat<ControlBeat>> control,
    List<Beat<SegmentPlace>> place,
    List<Beat<PayloadBeat>> payload,
    List<Beat<HostRun>> out,
    Map<String, Long> counters) {
  /** All streams by name, in the order of the flow. */
  Map<String, List<? extends Beat<?>>> streams() {
    Map<String, List<? extends Beat<?>>> all = new LinkedHashMap<>();
    all.put("in", in);
    all.put("control", control);
    all.put("place", place);
    all.put("payload", payload);
    all.put("out", out);
    return all;
  }

  /** The stage that a stream is shown with: the one that gives it, or takes it from outside. */
  static String stage(String stream) {
    return switch (stream) {
      case "place" -> ReceiveChecker.STAGE_COALESCER;
      case "payload" -> ReceiveChecker.STAGE_PAYLOAD;
      case "out" -> ReceiveChecker.STAGE_HEADER;
      default -> ReceiveChecker.STAGE_IN;
    };
  }

  /** Records that crossed a stream. */
  public long records() {
    return (long) in.size() + control.size() + place.size() + payload.size() + out.size();
  }
}
