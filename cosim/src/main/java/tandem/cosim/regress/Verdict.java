package tandem.cosim.regress;

import java.util.List;
import java.util.Optional;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.TimingError;

/**
 * What came of one scenario.
 *
 * @param records records that crossed the RTL's streams and were checked
 * @param cycles cycles the RTL ran
 * @param seconds wall time of these cycles, agents included and checking not
 * @param timing how well the model predicted the cycles
 * @param mismatch the first difference, if there is one
 * @param problem what ended the run otherwise: a failed assertion of the RTL, one line
 * @param events what happened on the RTL's streams, in order of time, one line an event; kept only
 *     when something is wrong
 * @param expected what the model expected there, likewise
 */
public record Verdict(
    long records,
    long cycles,
    double seconds,
    TimingError timing,
    Optional<Mismatch> mismatch,
    Optional<String> problem,
    List<String> events,
    List<String> expected) {
  /** A scenario in which RTL and model agreed. */
  public static Verdict agreed(long records, long cycles, double seconds, TimingError timing) {
    return new Verdict(
        records, cycles, seconds, timing, Optional.empty(), Optional.empty(), List.of(), List.of());
  }

  /** A scenario in which RTL and model differ; parameters as of the record. */
  public static Verdict differs(
      long records,
      long cycles,
      double seconds,
      Mismatch mismatch,
      List<String> events,
      List<String> expected) {
    return new Verdict(
        records,
        cycles,
        seconds,
        TimingError.NONE,
        Optional.of(mismatch),
        Optional.empty(),
        events,
        expected);
  }

  /** A scenario that the RTL ended in that cycle by itself. */
  public static Verdict ended(long cycle, String problem) {
    return new Verdict(
        0,
        cycle,
        0,
        TimingError.NONE,
        Optional.empty(),
        Optional.of(problem),
        List.of(),
        List.of());
  }

  public boolean isAgreed() {
    return mismatch.isEmpty() && problem.isEmpty();
  }
}
