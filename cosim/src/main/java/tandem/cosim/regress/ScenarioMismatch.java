package tandem.cosim.regress;

import java.nio.file.Path;
import tandem.cosim.check.MismatchException;

/** RTL and model differ in a scenario, which a case file can hold. */
public final class ScenarioMismatch extends MismatchException {
  private static final long serialVersionUID = 1L;

  private final String block;
  private final transient Object scenario;
  private final transient Verdict verdict;

  /**
   * @param verdict has a mismatch
   */
  public ScenarioMismatch(String block, Object scenario, Verdict verdict) {
    super(verdict.mismatch().orElseThrow());
    this.block = block;
    this.scenario = scenario;
    this.verdict = verdict;
  }

  /**
   * Writes the case.
   *
   * @param origin what stands where a bench's case has the name of the bench
   */
  public void writeCase(Path file, String origin) {
    CaseFile.of(block, origin, 0, scenario, verdict).write(file);
  }
}
