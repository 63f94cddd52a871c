package tandem.cosim.reassembly;

import java.util.List;
import java.util.Map;
import tandem.cosim.stream.Beat;
import tandem.model.record.HostBurst;

/**
 * What the RTL did in one run: every handshake of every stream.
 *
 * @param endCycle last cycle of the run
 * @param counters the RTL's counters after the run, by register name
 */
public record ReassemblyLog(
    long endCycle,
    List<Beat<HostBurst>> burst,
    List<Beat<ReadPiece>> completion,
    List<Beat<PayloadBeat>> out,
    Map<String, Long> counters) {
  /** Records that crossed a stream. */
  public long records() {
    return burst.size() + completion.size() + out.size();
  }
}
