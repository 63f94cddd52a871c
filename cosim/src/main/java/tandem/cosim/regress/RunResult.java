package tandem.cosim.regress;

import java.util.List;
import java.util.Optional;
import tandem.cosim.check.TimingError;

/**
 * What one run came to.
 *
 * @param scenarios scenarios run
 * @param records records checked
 * @param cycles cycles of the RTL
 * @param seconds wall time with generating, checking and predicting
 * @param simulationSeconds the part of it in which the RTL ran
 * @param timing the worst of its scenarios
 * @param notes lines to print at the end
 * @param headline what went wrong where, in a few words, if it failed
 * @param failure why it failed, if it did: a table or one line
 * @param caseFile what replays the failure, if it can be replayed
 */
public record RunResult(
    String bench,
    long seed,
    boolean passed,
    int scenarios,
    long records,
    long cycles,
    double seconds,
    double simulationSeconds,
    TimingError timing,
    List<String> notes,
    Optional<String> headline,
    Optional<String> failure,
    Optional<String> caseFile) {
  /** A run whose worker died or was stopped. */
  static RunResult lost(RunSpec spec, double seconds, String why) {
    return new RunResult(
        spec.bench(),
        spec.seed(),
        false,
        0,
        0,
        0,
        seconds,
        0,
        TimingError.NONE,
        List.of(),
        Optional.of(why),
        Optional.of(why),
        Optional.empty());
  }
}
