package tandem.cosim.check;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.RunLog;

/**
 * What a checker demands of its stage; a breach ends the check with the place where it was seen.
 */
public final class Judge {
  /** Cycle of what is missing at the end. */
  private static final long END = -1;

  /** Records of the model that are kept for whoever looks at a failure. */
  private static final int MOST_EXPECTED = 64;

  private final String stage;
  private final RunLog log;
  private final Deque<Record> expected = new ArrayDeque<>();

  /**
   * @param stage that is judged
   * @param log of the run, for the journeys
   */
  public Judge(String stage, RunLog log) {
    this.stage = stage;
    this.log = log;
  }

  /** What the model said last, in order. */
  public List<Record> expected() {
    return List.copyOf(expected);
  }

  /** A record is the one that the model gives; null if it gives none. */
  public void same(String tag, Record due, Beat<?> actual, String rule) {
    if (due != null) {
      expected.add(due);
      if (expected.size() > MOST_EXPECTED) {
        expected.remove();
      }
    }
    passes(tag, due, actual, rule);
  }

  /** A record is one that comes from outside; null if none does. */
  public void passes(String tag, Record due, Beat<?> actual, String rule) {
    if (!actual.record().equals(due)) {
      throw differ(actual.cycle(), tag, RecordFields.of(due, actual.record()), rule);
    }
  }

  /** Something is so in the cycle in which a record crossed. */
  public void holds(boolean isSo, String tag, Beat<?> actual, String rule) {
    if (!isSo) {
      throw differ(actual.cycle(), tag, RecordFields.of(null, actual.record()), rule);
    }
  }

  /** A number that a record came with is not greater than allowed. */
  public void within(String what, long most, long actual, String tag, Beat<?> beat, String rule) {
    if (actual > most) {
      Mismatch.Field number = new Mismatch.Field(what, "<= " + most, String.valueOf(actual));
      throw differ(beat.cycle(), tag, List.of(number), rule);
    }
  }

  /** No record is due any more at the end; null if none is. */
  public void none(String tag, Record due, String rule) {
    if (due != null) {
      throw differ(END, tag, RecordFields.of(due, null), rule);
    }
  }

  /** A number at the end. */
  public void count(String what, long due, long actual, String rule) {
    if (due != actual) {
      Mismatch.Field number = new Mismatch.Field(what, String.valueOf(due), String.valueOf(actual));
      throw differ(END, what, List.of(number), rule);
    }
  }

  /** The counters of both sides are equal, and both sides have the same. */
  public void counters(Map<String, Long> model, Map<String, Long> actual) {
    List<Mismatch.Field> fields = CounterCheck.fields(model, actual, Set.of());
    if (fields.stream().anyMatch(Mismatch.Field::differs)) {
      throw differ(END, "counters", fields, "counters are exact");
    }
  }

  private MismatchException differ(
      long cycle, String tag, List<Mismatch.Field> fields, String rule) {
    return new MismatchException(
        new Mismatch(stage, cycle, tag, fields, rule, log.journey(tag, cycle)));
  }
}
