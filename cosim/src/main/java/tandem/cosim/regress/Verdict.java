package tandem.cosim.regress;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Optional;
import tandem.bridge.RtlEndedException;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.TimingBounds;
import tandem.cosim.check.TimingError;
import tandem.cosim.stream.StreamFault;

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
 * @param fault of a stream that ended the run, if one did
 */
public record Verdict(
    long records,
    long cycles,
    double seconds,
    TimingError timing,
    Optional<Mismatch> mismatch,
    Optional<String> problem,
    List<String> events,
    List<String> expected,
    @JsonIgnore Optional<StreamFault> fault) {
  /** Without a fault of a stream; parameters as of the record. */
  public Verdict(
      long records,
      long cycles,
      double seconds,
      TimingError timing,
      Optional<Mismatch> mismatch,
      Optional<String> problem,
      List<String> events,
      List<String> expected) {
    this(records, cycles, seconds, timing, mismatch, problem, events, expected, Optional.empty());
  }

  /**
   * A scenario in which all records agreed; it differs nevertheless if the RTL did not take the
   * cycles that were predicted.
   */
  public static Verdict agreed(long records, long cycles, double seconds, TimingError timing) {
    Optional<Mismatch> late =
        TimingBounds.isWithin(timing)
            ? Optional.empty()
            : Optional.of(TimingBounds.mismatch(timing));
    return new Verdict(
        records, cycles, seconds, timing, late, Optional.empty(), List.of(), List.of());
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

  /** A scenario that the RTL ended by itself, or by a fault of a stream. */
  public static Verdict ended(RuntimeException end) {
    if (end instanceof StreamFault fault) {
      return new Verdict(
          fault.records(),
          fault.endCycle(),
          0,
          TimingError.NONE,
          Optional.of(fault.mismatch()),
          Optional.empty(),
          fault.lines(),
          List.of(),
          Optional.of(fault));
    }
    long cycle = end instanceof RtlEndedException ended ? ended.cycle() : 0;
    return ended(cycle, end.getMessage());
  }

  /** A scenario that ended in that cycle without a comparison. */
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
