package tandem.cosim.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds all read-only registers of a block against the counters of its model. */
public final class CounterCheck {
  private static final String MISSING = "-";

  private CounterCheck() {}

  /**
   * The counters of both sides by name. One that only one side has differs, unless it is excluded;
   * one that is excluded and not there differs too.
   *
   * @param excluded counters of the RTL that the model does not have, for a reason that is
   *     documented
   */
  public static List<Mismatch.Field> fields(
      Map<String, Long> expected, Map<String, Long> actual, Set<String> excluded) {
    Set<String> names = new LinkedHashSet<>(expected.keySet());
    names.addAll(actual.keySet());
    names.addAll(excluded);
    List<Mismatch.Field> fields = new ArrayList<>();
    for (String name : names) {
      String found = text(actual, name);
      boolean isFree = excluded.contains(name) && actual.containsKey(name);
      fields.add(new Mismatch.Field(name, isFree ? found : text(expected, name), found));
    }
    return fields;
  }

  private static String text(Map<String, Long> counters, String name) {
    return counters.containsKey(name) ? String.valueOf(counters.get(name)) : MISSING;
  }
}
