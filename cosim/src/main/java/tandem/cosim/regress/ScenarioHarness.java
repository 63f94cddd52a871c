package tandem.cosim.regress;

import com.fasterxml.jackson.databind.JsonNode;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.stream.TraceWindow;

/**
 * What the harnesses of all blocks have in common.
 *
 * @param <S> what decides a run
 */
public abstract class ScenarioHarness<S extends Record> implements BlockHarness {
  private final String block;
  private final String stimulus;
  private final Class<S> type;

  /**
   * @param block its name on the command line
   * @param stimulus name of the scenario's list of records
   */
  protected ScenarioHarness(String block, String stimulus, Class<S> type) {
    this.block = block;
    this.stimulus = stimulus;
    this.type = type;
  }

  @Override
  public final String block() {
    return block;
  }

  @Override
  public final String stimulus() {
    return stimulus;
  }

  @Override
  public final Verdict replay(JsonNode scenario, RtlSource rtl, TraceWindow trace) {
    return verdict(scenario(scenario), rtl, trace);
  }

  /** The scenario that a case file holds. */
  protected final S scenario(JsonNode tree) {
    return Json.read(tree, type);
  }

  /** Runs a scenario. */
  protected abstract Verdict verdict(S scenario, RtlSource rtl, TraceWindow trace);
}
