package tandem.support;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Which known names a misspelt one may have meant. */
public final class NearestNames {
  private static final int MOST = 3;

  private record Scored(String name, int distance) {}

  private NearestNames() {}

  /**
   * At most three of the known names, the most similar first; case does not count. The last part of
   * a path counts as much as the whole, since users leave the scopes out.
   */
  public static List<String> of(String wanted, Collection<String> known) {
    String key = wanted.toLowerCase(Locale.ROOT);
    return known.stream()
        .distinct()
        .map(name -> new Scored(name, distance(key, name.toLowerCase(Locale.ROOT))))
        .sorted(Comparator.comparingInt(Scored::distance).thenComparing(Scored::name))
        .limit(MOST)
        .map(Scored::name)
        .toList();
  }

  /** The same, separated by commas. */
  public static String text(String wanted, Collection<String> known) {
    return String.join(", ", of(wanted, known));
  }

  private static int distance(String wanted, String path) {
    LevenshteinDistance edits = LevenshteinDistance.getDefaultInstance();
    int whole = edits.apply(wanted, path);
    int dot = path.lastIndexOf('.');
    return dot < 0 ? whole : Math.min(whole, edits.apply(wanted, path.substring(dot + 1)));
  }
}
