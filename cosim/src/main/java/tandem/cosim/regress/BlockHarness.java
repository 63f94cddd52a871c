package tandem.cosim.regress;

import com.fasterxml.jackson.databind.JsonNode;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.stream.TraceWindow;

/**
 * Runs the scenarios of one block: stimulus in, RTL and model side by side, verdict out. What a
 * scenario is, only the block knows; case files hold it as JSON.
 */
public interface BlockHarness {
  /** The block's name on the command line. */
  String block();

  /** Name of the scenario's list of records, which shrinking makes shorter. */
  String stimulus();

  /**
   * Runs a scenario that a case file holds.
   *
   * @param trace the window of cycles to record as waves
   */
  Verdict replay(JsonNode scenario, RtlSource rtl, TraceWindow trace);
}
