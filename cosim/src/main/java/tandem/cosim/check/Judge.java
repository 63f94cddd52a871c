package tandem.cosim.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.RunLog;
import tandem.model.IllegalChoiceException;

/**
 * What a checker demands of its stage; a breach ends the check with the place where it was seen.
 */
public final class Judge {
  /** Cycle of what is missing at the end. */
  public static final long END = -1;

  /** Records of the model that are kept for whoever looks at a failure. */
  private static final int MOST_EXPECTED = 64;

  private final String stage;
  private final RunLog log;
  private final Deque<Record> expected;
  private final Map<String, String> begun;

  /**
   * @param stage that is judged
   * @param log of the run, for the journeys
   */
  public Judge(String stage, RunLog log) {
    this(stage, log, new ArrayDeque<>(), new HashMap<>());
  }

  private Judge(String stage, RunLog log, Deque<Record> expected, Map<String, String> begun) {
    this.stage = stage;
    this.log = log;
    this.expected = expected;
    this.begun = begun;
  }

  /** The same judge speaking for a stage of a path. */
  public Judge of(String stageOfPath) {
    return new Judge(stageOfPath, log, expected, begun);
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
      throw illegal(tag, actual, rule);
    }
  }

  /** A record may not come at all. */
  public MismatchException illegal(String tag, Beat<?> actual, String rule) {
    return differ(actual.cycle(), tag, RecordFields.of(null, actual.record()), rule);
  }

  /** Fields are not what they must be, those of a record or others. */
  public MismatchException wrong(List<Mismatch.Field> fields, String tag, long cycle, String rule) {
    return differ(cycle, tag, fields, rule);
  }

  /** A number that a record came with is not greater than allowed. */
  public void within(String what, long most, long actual, String tag, Beat<?> beat, String rule) {
    if (actual > most) {
      throw wrong(what, "<= " + most, actual, tag, beat.cycle(), rule);
    }
  }

  /** The model takes part in what a record says, which it may refuse. */
  public void legally(String tag, Beat<?> actual, Runnable event) {
    try {
      event.run();
    } catch (IllegalChoiceException e) {
      throw illegal(tag, actual, e.getMessage());
    }
  }

  /** Something is not what it must be. */
  public MismatchException wrong(
      String what, Object due, Object actual, String tag, long cycle, String rule) {
    Mismatch.Field field = new Mismatch.Field(what, String.valueOf(due), String.valueOf(actual));
    return differ(cycle, tag, List.of(field), rule);
  }

  /** A record should have come by a cycle, or by the {@link #END}. */
  public MismatchException lacks(String tag, Record due, long cycle, String rule) {
    return differ(cycle, tag, RecordFields.of(due, null), rule);
  }

  /** What a tag means has begun with a record that does not have the tag, {@code stream@cycle}. */
  public void began(String tag, String hop) {
    begun.put(tag, hop);
  }

  /** What a tag means is over. */
  public void ended(String tag) {
    begun.remove(tag);
  }

  /** No record is due any more at the end; null if none is. */
  public void none(String tag, Record due, String rule) {
    if (due != null) {
      throw lacks(tag, due, END, rule);
    }
  }

  /** A number at the end. */
  public void count(String what, long due, long actual, String rule) {
    if (due != actual) {
      throw wrong(what, due, actual, what, END, rule);
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
    List<String> journey = new ArrayList<>(log.journey(tag, cycle));
    Optional.ofNullable(begun.get(tag)).ifPresent(hop -> journey.add(0, hop));
    return new MismatchException(new Mismatch(stage, cycle, tag, fields, rule, journey));
  }
}
