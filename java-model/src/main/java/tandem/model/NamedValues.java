package tandem.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * Values by field name for filling a configuration record. Exactly the expected names must be
 * there: a name too many or too few is an error, since a silently ignored setting would let two
 * sides run with different parameters.
 */
public final class NamedValues {
  private final String owner;
  private final Map<String, Long> values;

  private NamedValues(String owner, Map<String, Long> values) {
    this.owner = owner;
    this.values = values;
  }

  /**
   * Takes {@code values} for the record {@code owner}.
   *
   * @throws IllegalArgumentException for an unknown name (with the nearest known one) or a missing
   *     one
   */
  public static NamedValues of(String owner, List<String> expected, Map<String, Long> values) {
    List<String> unknown = new ArrayList<>(values.keySet());
    unknown.removeAll(expected);
    unknown.sort(null);
    if (!unknown.isEmpty()) {
      String name = unknown.get(0);
      throw new IllegalArgumentException(
          owner
              + " has no parameter "
              + name
              + "="
              + values.get(name)
              + "; did you mean "
              + nearest(name, expected)
              + "?");
    }
    List<String> missing = new ArrayList<>(expected);
    missing.removeIf(name -> values.get(name) != null);
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(owner + " misses " + String.join(", ", missing));
    }
    return new NamedValues(owner, values);
  }

  /** The value as it was given. */
  public long get(String name) {
    Long value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(owner + " misses " + name);
    }
    return value;
  }

  /** The value as an int; a value that does not fit is out of any range a parameter has. */
  public int getInt(String name) {
    long value = get(name);
    Require.range(name, value, 0, Integer.MAX_VALUE);
    return (int) value;
  }

  /** The candidate with the smallest edit distance, case ignored; the first one on a tie. */
  static String nearest(String name, List<String> candidates) {
    LevenshteinDistance edits = LevenshteinDistance.getDefaultInstance();
    String key = name.toLowerCase(Locale.ROOT);
    return Collections.min(
        candidates,
        Comparator.comparingInt(known -> edits.apply(key, known.toLowerCase(Locale.ROOT))));
  }
}
