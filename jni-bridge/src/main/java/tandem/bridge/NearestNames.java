package tandem.bridge;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What a misspelt name may have meant. */
public final class NearestNames {
  private static final int MOST = 3;

  private NearestNames() {}

  /** At most three of the known names, most similar first, separated by commas. */
  public static String of(String name, Collection<String> known) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return known.stream()
        .sorted(
            Comparator.<String>comparingInt(k -> distance.apply(name, k))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MOST)
        .collect(Collectors.joining(", "));
  }
}
