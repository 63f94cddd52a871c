package tandem.waveforms.compare;

import java.util.List;

/**
 * The first place where two sides part.
 *
 * @param stream the stream, or the signal where it belongs to none
 * @param field the field that differs; empty if none does (a record missing, too late, ...)
 * @param record which record of the stream, counted from 0; -1 where signals are compared
 * @param expected where and what on the expected side, null if it has nothing
 * @param actual the same of the actual side
 * @param fields all fields of the record with both values
 * @param rule what should have held
 */
public record Divergence(
    Kind kind,
    String stream,
    String field,
    long record,
    Point expected,
    Point actual,
    List<FieldValues> fields,
    String rule) {

  /** In which way they part. */
  public enum Kind {
    /** A value differs. */
    VALUE,
    /** The actual side lacks a record. */
    MISSING,
    /** The actual side has a record too many. */
    EXTRA,
    /** A record comes too early or too late. */
    TIME,
    /** One side ends before the other. */
    LENGTH,
    /** A signal is declared with another width or kind. */
    SHAPE,
    /** No record differs, but a rule is broken otherwise: by a counter, a bound, an assertion. */
    RULE
  }

  /**
   * A moment of one side.
   *
   * @param cycle clock edges since the end of reset, -1 without a clock
   * @param time in the dump's own unit
   */
  public record Point(long cycle, long time) {}

  /** Both values of a field as text. */
  public record FieldValues(String name, String expected, String actual, boolean differs) {}

  /** Cycle (or time, without a clock) by which divergences are ordered. */
  public long position() {
    Point point = expected != null ? expected : actual;
    if (expected != null && actual != null && actual.cycle() >= 0) {
      return Math.min(expected.cycle(), actual.cycle());
    }
    return point == null ? 0 : point.cycle() >= 0 ? point.cycle() : point.time();
  }
}
