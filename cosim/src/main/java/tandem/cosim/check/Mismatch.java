package tandem.cosim.check;

import java.util.List;
import java.util.Locale;

/**
 * The first place at which RTL and model differ.
 *
 * @param stage the stage that is wrong
 * @param cycle when the RTL showed it; -1 where something is missing at the end
 * @param tag which record it is about
 * @param fields all fields of the record, or the one number that differs
 * @param rule what is broken, a sentence
 * @param journey where the request of the record was when, one hop an entry
 */
public record Mismatch(
    String stage, long cycle, String tag, List<Field> fields, String rule, List<String> journey) {
  /** One field of a record as both sides have it; {@code -} where a side has no record. */
  public record Field(String name, String expected, String actual) {
    public boolean differs() {
      return !expected.equals(actual);
    }
  }

  /** Where and what, in a few words. */
  public String headline() {
    String when = cycle < 0 ? "end" : String.valueOf(cycle);
    return String.format(Locale.ROOT, "%s cycle=%s %s", stage, when, String.join(",", differing()));
  }

  /** Names of the fields that differ. */
  public List<String> differing() {
    return fields.stream().filter(Field::differs).map(Field::name).toList();
  }
}
