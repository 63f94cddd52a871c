package tandem.cosim.splitter;

import java.util.List;
import java.util.Map;
import tandem.cosim.stream.Beat;
import tandem.model.record.BurstDone;
import tandem.model.record.HostBurst;
import tandem.model.record.HostSpan;
import tandem.model.record.SpanDone;

/**
 * What the RTL did in one run, as its probes saw it: every handshake of every stream.
 *
 * @param startCycle cycle before the first in which a request could be offered
 * @param endCycle last cycle of the run
 * @param counters the RTL's counters after the run, by register name
 */
public record SplitterLog(
    long startCycle,
    long endCycle,
    List<Beat<HostSpan>> in,
    List<Beat<HostBurst>> out,
    List<Beat<BurstDone>> response,
    List<Beat<SpanDone>> done,
    Map<String, Long> counters) {
  /** Records that crossed a stream. */
  public long records() {
    return in.size() + out.size() + response.size() + done.size();
  }
}
