package tandem.cosim.regress;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tandem.cosim.check.TimingError;

/**
 * What one run came to.
 *
 * @param scenarios scenarios run
 * @param unpredicted scenarios that agreed and whose cycles the model does not predict
 * @param records records checked
 * @param cycles cycles of the RTL
 * @param seconds wall time with generating, checking and predicting
 * @param simulationSeconds the part of it in which the RTL ran
 * @param timing the worst of its scenarios
 * @param notes lines to print at the end
 * @param headline what went wrong where, in a few words, if it did not pass
 * @param failure why it did not pass, if it did not: a table or one line
 * @param caseFile what replays the failure, if it can be replayed
 * @param output the end of what its process wrote to standard output and standard error
 */
public record RunResult(
    String bench,
    long seed,
    Outcome outcome,
    int scenarios,
    int unpredicted,
    long records,
    long cycles,
    double seconds,
    double simulationSeconds,
    TimingError timing,
    List<String> notes,
    Optional<String> headline,
    Optional<String> failure,
    Optional<String> caseFile,
    String output) {
  private static final int MOST_LINES = 20;

  public RunResult {
    notes = notes.stream().map(PlainText::of).toList();
    headline = headline.map(h -> PlainText.of(h.lines().findFirst().orElse("")));
    failure = failure.map(PlainText::of);
    output = PlainText.of(output);
  }

  /** A run without a verdict. */
  static RunResult without(
      Outcome outcome, RunSpec spec, double seconds, String why, String output) {
    return new RunResult(
        spec.bench(),
        spec.seed(),
        outcome,
        0,
        0,
        0,
        0,
        seconds,
        0,
        TimingError.NONE,
        List.of(),
        Optional.of(why),
        Optional.of(why),
        Optional.empty(),
        output);
  }

  /** A run that was asked for and not done. */
  public static RunResult notRun(RunSpec spec) {
    return without(Outcome.NOT_RUN, spec, 0, "not done: the regression ended before", "");
  }

  public boolean passed() {
    return outcome == Outcome.PASSED;
  }

  /** Whether the run was done and did not pass. */
  public boolean hasFailed() {
    return outcome == Outcome.FAILED || outcome == Outcome.ERROR;
  }

  /** Why it did not pass, with the last lines that its process wrote. */
  public String explanation() {
    // What a JVM writes when it crashes is in the failure already.
    List<String> lines = output.lines().filter(l -> !l.startsWith("#")).toList();
    List<String> last = lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size());
    String wrote = last.stream().map(l -> "\n  | " + l).collect(Collectors.joining());
    return failure.orElse("") + (wrote.isBlank() ? "" : "\n  output" + wrote);
  }

  /** The same with what the process wrote meanwhile. */
  public RunResult withOutput(String text) {
    return new RunResult(
        bench,
        seed,
        outcome,
        scenarios,
        unpredicted,
        records,
        cycles,
        seconds,
        simulationSeconds,
        timing,
        notes,
        headline,
        failure,
        caseFile,
        text);
  }

  boolean isOf(RunSpec spec) {
    return bench.equals(spec.bench()) && seed == spec.seed();
  }
}
