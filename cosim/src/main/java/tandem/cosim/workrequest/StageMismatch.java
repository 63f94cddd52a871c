package tandem.cosim.workrequest;

import java.util.List;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.MismatchException;
import tandem.cosim.check.RecordFields;
import tandem.cosim.stream.Beat;

/** What a checker of a stage demands; a breach ends the check with the place where it was seen. */
record StageMismatch(String stage) {
  /** A record is the one that is due; null if none is. */
  void same(String tag, Record expected, Beat<?> actual, String rule) {
    if (!actual.record().equals(expected)) {
      throw of(actual.cycle(), tag, RecordFields.of(expected, actual.record()), rule);
    }
  }

  /** Something is so in the cycle in which a record crossed. */
  void holds(boolean isSo, String tag, Beat<?> actual, String rule) {
    if (!isSo) {
      throw of(actual.cycle(), tag, RecordFields.of(null, actual.record()), rule);
    }
  }

  /** A number at the end. */
  void count(String what, long expected, long actual, String rule) {
    if (expected != actual) {
      Mismatch.Field field =
          new Mismatch.Field(what, String.valueOf(expected), String.valueOf(actual));
      throw of(-1, what, List.of(field), rule);
    }
  }

  private MismatchException of(long cycle, String tag, List<Mismatch.Field> fields, String rule) {
    return new MismatchException(new Mismatch(stage, cycle, tag, fields, rule, List.of()));
  }
}
